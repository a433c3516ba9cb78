// Files that are either the old ones or complete: temporary file, fsync, rename, fsync of the folder.

import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { NewsclfError } from "@newsclf-internal/errors";
import { syncFolder, writeSynced } from "./_sync.ts";
import { writeFailed } from "./write-failed.ts";

/**
 * Writes a file, making its folder if needed.
 *
 * @param chunks - Parts of the file, in order.
 * @throws NewsclfError `WRITE_FAILED` with the system's error as `cause`, or what making the chunks threw; what was at `path` is
 * then as it was.
 */
export async function saveFile(
  path: string,
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    await writeSynced(temporary, "wx", async (file) => {
      for await (const chunk of chunks) await file.writeFile(chunk);
    });
    await rename(temporary, path);
    await syncFolder(folder);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw cause instanceof NewsclfError ? cause : writeFailed(path, cause);
  }
}
