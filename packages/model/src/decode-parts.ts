// A model from named files. Data only: nothing in it is run, and nothing is allocated before the sizes that it claims have been
// checked.

import { checkClassNames } from "./files/class-names.ts";
import { decodeJson } from "./files/json.ts";
import { checkLayers, layersModelJson } from "./files/layers-model.ts";
import { type ReadFile, readFiles, readManifest } from "./files/manifest.ts";
import { migrateConfig } from "./files/migrations/migrate-config.ts";
import { quote, unusable } from "./files/unusable.ts";
import { decodeWeights, readQuantizations } from "./files/weights.ts";
import { classifierParams } from "./lstm/classifier-layers.ts";
import type { ClassifierConfig } from "./lstm/config.ts";
import { checkLstmEntry, lstmLayersModel } from "./lstm/lstm-part.ts";
import { type ModelOf, outputOf } from "./model-of.ts";
import { checkNgramEntry, decodeNgrams, ngramLayersModel, ngramParams } from "./ngrams/ngram-part.ts";

const FILES = ["config.json", "model.json", "weights.bin", "ngrams.bin", "tokenizer.json"] as const;

/** An LSTM as plain data. */
export interface DecodedLstm {
  readonly config: ClassifierConfig;
  /** One array a parameter. */
  readonly weights: readonly Float32Array[];
}

/**
 * Reads a model of this format or an older one.
 *
 * @param readFile - Resolves to the bytes of a file of the model folder, or to undefined where it is missing.
 * @param createLstm - Of the LSTM, if the model has one.
 * @throws NewsclfError with a code of the MODEL family: missing, changed, too new, or inconsistent files; `CONFIG` for a
 * setting of the classifier that is out of range.
 */
export async function decodeParts<Lstm>(
  readFile: ReadFile,
  createLstm: (lstm: DecodedLstm) => Lstm,
): Promise<ModelOf<Lstm>> {
  const manifest = await readManifest(readFile);
  const read = readFiles(FILES, manifest, readFile);
  const config = migrateConfig(decodeJson("config.json", await read("config.json")), manifest.formatVersion);
  const classNames = checkClassNames(config.classNames);
  const numClasses = classNames.length;
  const shared = {
    classNames,
    ...checkAbstention(config.abstainBelow),
    ...checkThresholds(config.thresholds, numClasses),
  };
  const lstm = config.lstm === undefined ? undefined : checkLstmEntry(config.lstm, numClasses);
  const ngrams = config.ngrams === undefined ? undefined : checkNgramEntry(config.ngrams);
  if (!lstm && !ngrams) throw unusable("MODEL_JSON", "config.json: expected lstm or ngrams, found neither");

  const parts = [
    ...(lstm ? [lstmLayersModel(lstm.config, lstm.settings.readPadding)] : []),
    ...(ngrams ? [ngramLayersModel(ngrams, numClasses)] : []),
  ];
  const layersModel = decodeJson("model.json", await read("model.json"));
  checkLayers(layersModel, layersModelJson(parts, outputOf(shared)));
  const lstmParams = lstm ? classifierParams(lstm.config) : [];
  const params = [...lstmParams, ...(ngrams ? ngramParams(ngrams, numClasses) : [])];
  const quantizations = readQuantizations(layersModel, params);
  const weights = decodeWeights("weights.bin", await read("weights.bin"), params, quantizations);

  const ngramPart = ngrams && {
    ngrams: decodeNgrams(ngrams, await read("ngrams.bin"), weights.slice(lstmParams.length)),
  };
  if (!lstm) return { ...shared, ...ngramPart };
  const tokenizer = decodeJson("tokenizer.json", await read("tokenizer.json"));
  const classifier = createLstm({ config: lstm.config, weights: weights.slice(0, lstmParams.length) });
  return { ...shared, lstm: { ...lstm.settings, tokenizer, classifier }, ...ngramPart };
}

function checkAbstention(threshold: unknown): { readonly abstainBelow?: number } {
  if (threshold === undefined) return {};
  if (typeof threshold === "number" && threshold > 0 && threshold <= 1) return { abstainBelow: threshold };
  throw unusable("MODEL_JSON", `config.json: abstainBelow: expected a probability, found ${quote(threshold)}`);
}

function checkThresholds(thresholds: unknown, numClasses: number): Pick<ModelOf<unknown>, "thresholds"> {
  if (thresholds === undefined) return {};
  const isProbability = (value: unknown): boolean => typeof value === "number" && value >= 0 && value <= 1;
  if (Array.isArray(thresholds) && thresholds.length === numClasses && thresholds.every(isProbability)) {
    return { thresholds };
  }
  throw unusable(
    "MODEL_JSON",
    `config.json: thresholds: expected ${numClasses} probabilities, found ${quote(thresholds)}`,
  );
}
