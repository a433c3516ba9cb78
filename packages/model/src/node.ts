// Model folders on disk. A folder is complete or absent.

import { saveFolder } from "@newsclf-internal/files";
import { decodeModel } from "./decode-model.ts";
import { type EncodeOptions, encodeModel } from "./encode-model.ts";
import { folderReader } from "./files/folder-reader.ts";
import type { TrainedModel } from "./trained-model.ts";

/** Writes the model folder `folder`, which must not exist; its parent must. Throws a `NewsclfError` `WRITE_FAILED`. */
export async function saveModel(folder: string, model: TrainedModel, options?: EncodeOptions): Promise<void> {
  await saveFolder(folder, await encodeModel(model, options));
}

/** Reads a model folder. Throws a `NewsclfError`: see `decodeModel`; `FILE_ACCESS` where the disk refuses. */
export async function loadModel(folder: string): Promise<TrainedModel> {
  return decodeModel(folderReader(folder));
}
