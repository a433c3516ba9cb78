// A folder that is complete or absent: it is written beside its place and renamed into it.

import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { syncFolder, writeSynced } from "./_sync.ts";
import { writeFailed } from "./write-failed.ts";

/**
 * Writes files into a new folder, whose parent must exist.
 *
 * @param path - The folder, which must not exist.
 * @param files - Contents by name; a name with slashes, such as `onnx/model.onnx`, is a file in a folder of it.
 * @throws NewsclfError `WRITE_FAILED`; there is then no folder.
 */
export async function saveFolder(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const folder = resolve(path);
  const parent = dirname(folder);
  const temporary = join(parent, `.${basename(folder)}.${randomUUID()}.tmp`);
  try {
    await mkdir(temporary);
    const folders = new Set([temporary]);
    for (const [name, bytes] of files) {
      const file = join(temporary, name);
      await mkdir(dirname(file), { recursive: true });
      folders.add(dirname(file));
      await writeSynced(file, "wx", (handle) => handle.writeFile(bytes));
    }
    for (const written of folders) await syncFolder(written);
    await rename(temporary, folder);
    await syncFolder(parent);
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    throw writeFailed(path, cause);
  }
}
