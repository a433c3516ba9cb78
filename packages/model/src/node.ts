// Model folders on disk. A folder is complete or absent.

import { realpath } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { NewsclfError } from "@newsclf-internal/errors";
import { readBytes, saveFolder } from "@newsclf-internal/files";
import { decodeModel } from "./decode-model.ts";
import { type EncodeOptions, encodeModel } from "./encode-model.ts";
import type { TrainedModel } from "./trained-model.ts";

/** Writes the model folder `folder`, which must not exist; its parent must. Throws a `NewsclfError` `WRITE_FAILED`. */
export async function saveModel(folder: string, model: TrainedModel, options?: EncodeOptions): Promise<void> {
  await saveFolder(folder, await encodeModel(model, options));
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

/** Reads a model folder. Throws a `NewsclfError`: see `decodeModel`; `FILE_ACCESS` where the disk refuses. */
export async function loadModel(folder: string): Promise<TrainedModel> {
  return decodeModel(async (name) => {
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
  });
}
