// Numbers as bytes, for other processes.

/** In words of 4 bytes, as this machine has them, end to end. */
export function joinWords(arrays: readonly (Int32Array | Float32Array)[]): Uint8Array {
  const bytes = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}
