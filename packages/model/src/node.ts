// Model folders on disk. A folder is complete or absent: it is written beside its place and renamed into it.

import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readFile, realpath, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ModelError } from "./model-error.ts";
import { decodeModel, encodeModel, type TrainedModel } from "./model-files.ts";

/** Writes the model folder `folder`, which must not exist; its parent must. */
export async function saveModel(folder: string, model: TrainedModel): Promise<void> {
  const files = await encodeModel(model);
  const temporary = `${folder}.tmp-${randomUUID()}`;
  try {
    await mkdir(temporary);
    for (const [name, bytes] of files) {
      await withFile(join(temporary, name), "wx", async (file) => {
        await file.writeFile(bytes);
        await file.sync();
      });
    }
    await rename(temporary, folder);
    await withFile(dirname(folder), "r", (parent) => parent.sync()).catch(ignoreUnsupported);
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true });
    const fix = "free space, or choose another folder";
    throw new ModelError("WRITE_FAILED", `${folder}: ${(cause as NodeJS.ErrnoException).code ?? cause}`, {
      cause,
      fix,
    });
  }
}

/** Reads a model folder. Throws a `ModelError`: see `decodeModel`. */
export async function loadModel(folder: string): Promise<TrainedModel> {
  return decodeModel(async (name) => {
    try {
      const path = await realpath(join(folder, name));
      if (dirname(path) !== (await realpath(folder))) {
        throw new ModelError("MODEL_PATH", `"${name}" leaves the model directory`, { fix: "copy the file itself" });
      }
      return await readFile(path);
    } catch (cause) {
      if (cause instanceof ModelError) throw cause;
      const { code } = cause as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "ENOTDIR") return undefined;
      throw new ModelError("FILE_ACCESS", `${join(folder, name)}: ${code}`, { cause });
    }
  });
}

async function withFile(path: string, flags: string, use: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags);
  try {
    await use(file);
  } finally {
    await file.close();
  }
}

/** Windows cannot sync a folder. */
function ignoreUnsupported(cause: NodeJS.ErrnoException): void {
  if (cause.code !== "EPERM" && cause.code !== "EISDIR") throw cause;
}
