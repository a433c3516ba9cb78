// A model folder on the web.

import { decodeModel } from "@newsclf/model";
import { NewsclfError } from "@newsclf-internal/errors";
import * as tf from "@tensorflow/tfjs-core";
import { type Classifier, createTextClassifier } from "./classifier.ts";
import { selectWasm } from "./select-wasm.ts";

/**
 * Fetches a model folder, and makes WebAssembly the engine unless the page has chosen one.
 *
 * @param url - Of the folder, such as `/models/news`; relative ones as `fetch` takes them.
 * @throws NewsclfError of the MODEL family, or `FILE_ACCESS` where the server refuses.
 */
export async function loadClassifier(url: string | URL): Promise<Classifier> {
  const folder = String(url).replace(/\/$/, "");
  if (tf.getBackend() === undefined) await selectWasm("auto");
  const model = await decodeModel(async (name) => {
    const response = await fetch(`${folder}/${name}`);
    if (response.status === 404) return undefined;
    if (!response.ok) throw new NewsclfError("FILE_ACCESS", `HTTP ${response.status}`, { place: `${folder}/${name}` });
    return new Uint8Array(await response.arrayBuffer());
  });
  return createTextClassifier(model);
}
