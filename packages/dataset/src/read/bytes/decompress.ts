// gzip and Zstandard, by the end of the file's name.

import { NewsclfError } from "@newsclf-internal/errors";
import { gunzip } from "@newsclf-internal/platform";
import { unzstd } from "./_unzstd.ts";

const SUFFIX = /\.(?<kind>gz|zst)$/i;

/** `news.csv` for `news.csv.gz`. */
export function withoutCompression(name: string): string {
  return name.replace(SUFFIX, "");
}

/** @throws NewsclfError `DATA_COMPRESSED` when data are damaged or cut off. */
export async function* decompress(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const kind = SUFFIX.exec(name)?.groups?.kind?.toLowerCase();
  if (kind === undefined) {
    yield* bytes;
    return;
  }
  try {
    yield* kind === "gz" ? gunzip(bytes) : unzstd(bytes);
  } catch (cause) {
    if (cause instanceof NewsclfError) throw cause;
    const message = `damaged or cut off ${kind === "gz" ? "gzip" : "Zstandard"} data`;
    const fix = "get the file again, or unpack it with another program";
    throw new NewsclfError("DATA_COMPRESSED", message, { place: name, fix, cause });
  }
}
