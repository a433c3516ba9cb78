// The files of a model folder on the web.

import type { ReadFile } from "@newsclf/model/inference";
import { NewsclfError } from "@newsclf-internal/errors";

/** @param url - Of the folder. Reading throws a `NewsclfError` `FILE_ACCESS` where the server refuses. */
export function webReader(url: string | URL): ReadFile {
  const folder = String(url).replace(/\/$/, "");
  return async (name) => {
    const response = await fetch(`${folder}/${name}`);
    if (response.status === 404) return undefined;
    if (!response.ok) throw new NewsclfError("FILE_ACCESS", `HTTP ${response.status}`, { place: `${folder}/${name}` });
    return new Uint8Array(await response.arrayBuffer());
  };
}
