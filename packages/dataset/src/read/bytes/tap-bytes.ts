// Bytes that are hashed and counted on their way.

import { createSha256 } from "@newsclf-internal/platform";

/** Something that can be read from its beginning. */
export interface ByteSource {
  /** Bytes; absent when nobody knows. */
  readonly size?: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Passes bytes on to one reader, who may stop early. */
export interface TappedBytes {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Reads what the reader left, so that the hash is that of the whole file: SHA-256 in hexadecimal. */
  finish(): Promise<string>;
  /** Lets go of the file. */
  close(): Promise<void>;
}

/** @param onBytes - Told how many bytes have been read so far. */
export function tapBytes(source: ByteSource, onBytes: (bytesRead: number) => void): TappedBytes {
  const iterator = source.chunks[Symbol.asyncIterator]();
  const hash = createSha256();
  let bytesRead = 0;
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    const result = await iterator.next();
    if (!result.done) {
      hash.update(result.value);
      bytesRead += result.value.byteLength;
      onBytes(bytesRead);
    }
    return result;
  };
  return {
    // No `return`: a reader that stops early does not close the file.
    chunks: { [Symbol.asyncIterator]: () => ({ next }) },
    async finish() {
      while (!(await next()).done);
      return hash.hex();
    },
    async close() {
      await iterator.return?.();
    },
  };
}
