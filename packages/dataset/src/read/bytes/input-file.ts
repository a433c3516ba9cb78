// Bytes of a file, hashed and counted on their way, or the reason why there are none.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import process from "node:process";
import { NewsclfError } from "@newsclf-internal/errors";

const CHUNK_BYTES = 1 << 18;

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

/** @throws NewsclfError `FILE_MISSING`, `FILE_IS_DIR`, `FILE_ACCESS`; the last one perhaps only while reading. */
export async function openFile(path: string): Promise<ByteSource> {
  const info = await withFileErrors(path, () => stat(path));
  if (info.isDirectory()) {
    throw new NewsclfError("FILE_IS_DIR", "is a directory", { place: basename(path), fix: "name a file" });
  }
  return { size: info.size, chunks: readChunks(path) };
}

async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const iterator = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { value, done } = await withFileErrors(path, () => iterator.next());
      if (done) return;
      yield value as Uint8Array;
    }
  } finally {
    stream.destroy();
  }
}

/** @param onBytes - Told how many bytes have been read so far. */
export function tapBytes(source: ByteSource, onBytes: (bytesRead: number) => void): TappedBytes {
  const iterator = source.chunks[Symbol.asyncIterator]();
  const hash = createHash("sha256");
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
      return hash.digest("hex");
    },
    async close() {
      await iterator.return?.();
    },
  };
}

/** Turns the system's errors into ours. */
export async function withFileErrors<T>(path: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const details = { place: basename(path), cause };
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new NewsclfError("FILE_MISSING", `no such file (looked in ${resolve(path)})`, details);
    }
    if (code === "EISDIR") throw new NewsclfError("FILE_IS_DIR", "is a directory", { ...details, fix: "name a file" });
    if (code === "EACCES" || code === "EPERM") {
      throw new NewsclfError("FILE_ACCESS", `permission denied for user ${process.getuid?.()}`, details);
    }
    throw cause;
  }
}
