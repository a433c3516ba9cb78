// Model folders on disk as classifiers.

import { loadModel, saveModel } from "@newsclf/model/node";
import * as tf from "@tensorflow/tfjs-core";
import { type Classifier, createTextClassifier } from "../classifier.ts";
import { openModelFolder } from "./open-model-folder.ts";
import { selectBackend } from "./select-backend.ts";
import { resolvePath, type Surroundings } from "./surroundings.ts";

/**
 * Reads a model folder, and makes the fastest engine ready unless one was chosen before.
 *
 * @throws NewsclfError `FILE_MISSING`, or of the MODEL family.
 */
export async function loadClassifier(folder: string, surroundings: Surroundings = {}): Promise<Classifier> {
  return loadNamed(folder, "model", surroundings);
}

/** @param name - The setting that names the folder, for errors. */
export async function loadNamed(
  folder: string,
  name: "model" | "initFrom",
  surroundings: Surroundings,
): Promise<Classifier> {
  return openModelFolder(folder, name, surroundings, async (path) => {
    if (tf.getBackend() === undefined) await selectBackend("auto");
    return createTextClassifier(await loadModel(path));
  });
}

/** Writes a model folder, which must not exist; its parent must. @throws NewsclfError `WRITE_FAILED`. */
export async function saveClassifier(
  folder: string,
  { model }: Pick<Classifier, "model">,
  surroundings: Surroundings = {},
): Promise<void> {
  await saveModel(resolvePath(folder, surroundings), model);
}
