// The files of a model folder on disk.

import { realpath } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { NewsclfError } from "@newsclf-internal/errors";
import { readBytes } from "@newsclf-internal/files";
import type { ReadFile } from "./manifest.ts";

/** Throws a `NewsclfError` `FILE_ACCESS` where the disk refuses, `MODEL_PATH` for a link that leaves the folder. */
export function folderReader(folder: string): ReadFile {
  return async (name) => {
    try {
      const path = await realpath(join(folder, name));
      if (!staysInside(path, await realpath(folder))) {
        throw new NewsclfError("MODEL_PATH", `"${name}" leaves the model directory`, { fix: "copy the file itself" });
      }
      return await readBytes(path);
    } catch (cause) {
      if (cause instanceof NewsclfError) throw cause;
      const { code } = cause as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "ENOTDIR") return undefined;
      throw new NewsclfError("FILE_ACCESS", `${join(folder, name)}: ${code}`, { cause });
    }
  };
}

/**
 * Links may stay inside the folder, as Kubernetes makes them, or go to the blobs beside the snapshots of Hugging Face's cache. What
 * the files hold is checked by their hashes.
 */
function staysInside(path: string, folder: string): boolean {
  const parent = dirname(folder);
  const blobs = basename(parent) === "snapshots" ? [join(dirname(parent), "blobs")] : [];
  return [folder, ...blobs].some((root) => path.startsWith(root + sep));
}
