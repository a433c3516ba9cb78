// As Node has it.

import { createHash } from "node:crypto";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Sha256 } from "./sha256.ts";

export { Buffer, isAscii, isUtf8 } from "node:buffer";
export { Parser } from "csv-parse";
export { parse } from "csv-parse/sync";
export type { Sha256 } from "./sha256.ts";

export function createSha256(): Sha256 {
  const hash = createHash("sha256");
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest("hex") };
}

/** Going through it throws where data are damaged or cut off. */
export function gunzip(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  // Errors come out where the stream is read.
  return pipeline(Readable.from(bytes), createGunzip(), () => {});
}
