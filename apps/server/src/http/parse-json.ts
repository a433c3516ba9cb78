// Bytes to a JSON value, or the byte at fault.

import { isUtf8 } from "node:buffer";
import { findJsonError } from "./find-json-error.ts";
import { HttpError } from "./http-error.ts";

const REPLACEMENT = "\ufffd";

/** @throws HttpError 400 `BAD_JSON` or `BAD_UTF8` with the byte, from 0. */
export function parseJson(bytes: Uint8Array): unknown {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) throw new HttpError(400, "BAD_JSON", "byte 0: expected a JSON object, found no body");
  if (!isUtf8(buffer)) {
    const at = findBadByte(buffer);
    const byte = `0x${buffer[at]!.toString(16).toUpperCase().padStart(2, "0")}`;
    throw new HttpError(400, "BAD_UTF8", `byte ${at}: ${byte} is not valid UTF-8`);
  }
  const text = buffer.toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    const { index, message } = findJsonError(text);
    throw new HttpError(400, "BAD_JSON", `byte ${Buffer.byteLength(text.slice(0, index))}: ${message}`);
  }
}

/** The first byte that no character begins with or goes on with; there is one. */
function findBadByte(buffer: Buffer): number {
  const text = buffer.toString("utf8");
  let [at, from] = [0, 0];
  for (;;) {
    const index = text.indexOf(REPLACEMENT, from);
    at += Buffer.byteLength(text.slice(from, index));
    if (!(buffer[at] === 0xef && buffer[at + 1] === 0xbf && buffer[at + 2] === 0xbd)) return at;
    // One that the client has written itself.
    at += 3;
    from = index + 1;
  }
}
