// A trained model from named files.

import { decodeParts } from "./decode-parts.ts";
import type { ReadFile } from "./files/manifest.ts";
import { LstmClassifier } from "./lstm/lstm-classifier.ts";
import type { TrainedModel } from "./trained-model.ts";

/**
 * Reads a model of this format or an older one.
 *
 * @param readFile - Resolves to the bytes of a file of the model folder, or to undefined where it is missing.
 * @throws NewsclfError with a code of the MODEL family: missing, changed, too new, or inconsistent files; `CONFIG` for a
 * setting of the classifier that is out of range.
 */
export function decodeModel(readFile: ReadFile): Promise<TrainedModel> {
  return decodeParts(readFile, ({ config, weights }) => new LstmClassifier(config, weights));
}
