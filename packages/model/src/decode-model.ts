// A trained model from named files. Data only: nothing in it is run, and nothing is allocated before the sizes that it
// claims have been checked.

import { decodeJson } from "./files/json.ts";
import { type ReadFile, readFiles, readManifest } from "./files/manifest.ts";
import { migrateConfig } from "./files/migrations/migrate-config.ts";
import { checkModelSettings } from "./files/model-settings.ts";
import { type ClassifierConfig, checkConfig } from "./lstm/config.ts";
import { decodeLstm, LSTM_FILES } from "./lstm/lstm-files.ts";
import type { TrainedModel } from "./trained-model.ts";

/**
 * Reads a model of this format or an older one.
 *
 * @param readFile - Resolves to the bytes of a file of the model folder, or to undefined where it is missing.
 * @throws NewsclfError with a code of the MODEL family: missing, changed, too new, or inconsistent files; `CONFIG` for a
 * setting of the classifier that is out of range.
 */
export async function decodeModel(readFile: ReadFile): Promise<TrainedModel> {
  const manifest = await readManifest(readFile);
  const files = await readFiles(["config.json", "tokenizer.json", ...LSTM_FILES], manifest, readFile);
  const config = migrateConfig(decodeJson("config.json", files["config.json"]), manifest.formatVersion);
  const lstmConfig = checkConfig((config.lstm ?? {}) as ClassifierConfig);
  const settings = checkModelSettings(config, lstmConfig.numClasses);
  const tokenizer = decodeJson("tokenizer.json", files["tokenizer.json"]);
  return { ...settings, tokenizer, classifier: decodeLstm(lstmConfig, settings.readPadding, files) };
}
