// Bytes of a file, or the reason why there are none.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import process from "node:process";
import { NewsclfError } from "@newsclf-internal/errors";
import type { ByteSource } from "./tap-bytes.ts";

const CHUNK_BYTES = 1 << 18;

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
