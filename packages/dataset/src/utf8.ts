// Where a file stops being UTF-8. Only run once it is known that it does.

import { createReadStream } from "node:fs";

/** Line and byte in it, both from 1, of the first byte that does not belong to valid UTF-8. */
export async function findInvalidUtf8(path: string): Promise<{ line: number; byte: number; value: number }> {
  let line = 1;
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const bad = firstInvalid(rest.subarray(0, end));
      if (bad >= 0) return { line, byte: bad + 1, value: rest[bad]! };
      rest = rest.subarray(end + 1);
      line++;
    }
  }
  const bad = Math.max(0, firstInvalid(rest));
  return { line, byte: bad + 1, value: rest[bad] ?? 0 };
}

/** Length of the longest valid prefix, or -1 if all of it is valid. */
function firstInvalid(bytes: Uint8Array): number {
  if (isValid(bytes)) return -1;
  let [valid, end] = [0, bytes.length];
  while (end - valid > 1) {
    const middle = (valid + end) >> 1;
    if (isValid(bytes.subarray(0, middle), true)) valid = middle;
    else end = middle;
  }
  // `stream` forgives a prefix that ends inside a character; the culprit is where that character begins.
  while (!isValid(bytes.subarray(0, valid))) valid--;
  return valid;
}

function isValid(bytes: Uint8Array, stream = false): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}
