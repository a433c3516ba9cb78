// Model folders on disk as classifiers.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadModel, saveModel } from "@newsclf/model/node";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import * as tf from "@tensorflow/tfjs-core";
import { type Classifier, createTextClassifier } from "../classifier.ts";
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
  const path = resolvePath(folder, surroundings);
  if (!existsSync(path)) {
    throw new NewsclfError("FILE_MISSING", `no such folder (looked in ${path})`, { place: folder });
  }
  if (existsSync(join(path, "model", "manifest.json"))) {
    const fix = sentence`${setting(name, join(folder, "model"))}`;
    throw new NewsclfError("MODEL_MISSING", "is a run folder", { place: folder, fix });
  }
  if (tf.getBackend() === undefined) await selectBackend("auto");
  try {
    return createTextClassifier(await loadModel(path));
  } catch (error) {
    if (!(error instanceof NewsclfError)) throw error;
    // The package speaks of files and settings; a person wants to know of which folder, where settings are no flags.
    if (error.code === "CONFIG") throw new NewsclfError("MODEL_CONFIG", error.message, { place: folder, cause: error });
    throw error.at(folder);
  }
}

/** Writes a model folder, which must not exist; its parent must. @throws NewsclfError `WRITE_FAILED`. */
export async function saveClassifier(
  folder: string,
  { model }: Pick<Classifier, "model">,
  surroundings: Surroundings = {},
): Promise<void> {
  await saveModel(resolvePath(folder, surroundings), model);
}
