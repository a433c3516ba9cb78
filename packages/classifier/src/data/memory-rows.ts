// Rows that the caller has already.

import { buildLabelMap, type WordVectors } from "@newsclf/dataset";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { SETTING_NAMES, SETTINGS, type SettingName, type Settings, settingOf } from "../settings/settings.ts";
import { checkTexts, type LabelledTexts } from "./labelled-texts.ts";
import type { Rows } from "./rows.ts";
import { splitRows } from "./split-rows.ts";
import { withoutLabelled } from "./unlabelled.ts";

const OF_FILES: readonly SettingName[] = ["splitColumn", "unlabelled"];

const NONE: LabelledTexts = { texts: [], labels: [] };

/** Data to train on. */
export interface MemorySource extends LabelledTexts {
  /** `[n]`, how much each text counts in training, relative to the others. Default: all alike. */
  readonly weights?: readonly number[] | undefined;
  /** Texts to validate on; the others are then split without validation. */
  readonly validation?: LabelledTexts | undefined;
  /** Texts to test on; the others are then split without test. */
  readonly test?: LabelledTexts | undefined;
  /** More texts of the same source, without labels: for the vocabulary and the vectors. */
  readonly unlabelled?: readonly string[] | undefined;
  /** What words are like, instead of the setting `vectors`. */
  readonly vectors?: WordVectors | undefined;
}

/**
 * @throws NewsclfError `CONFIG` for lists of different lengths or a setting that speaks of files, `DATA_ONE_CLASS`.
 * @throws TypeError for what is no list of strings.
 * @throws RangeError for vectors that are not `size` finite numbers for each word.
 */
export function rowsFromMemory(source: MemorySource, settings: Settings): Rows {
  const { validation = NONE, test = NONE, unlabelled = [] } = source;
  checkTexts("trainClassifier", "source", { texts: source.texts, labels: source.labels, unlabelled });
  checkTexts("trainClassifier", "source.validation", validation);
  checkTexts("trainClassifier", "source.test", test);
  if (source.vectors) checkVectors(source.vectors);
  const ofFiles = SETTING_NAMES.find(
    (name) =>
      (OF_FILES.includes(name) || settingOf(name).group === "Data") && settings[name] !== SETTINGS[name].default,
  );
  if (ofFiles !== undefined) {
    throw new NewsclfError("CONFIG", sentence`${setting(ofFiles)} is about files, and the texts are in memory`, {
      fix: sentence`leave ${setting(ofFiles)} out`,
    });
  }
  const texts = [...source.texts, ...validation.texts, ...test.texts];
  const labelNames = [...source.labels, ...validation.labels, ...test.labels];
  const labelMap = buildLabelMap(labelNames);
  const placeOf = (row: number) => ({ file: "texts", record: row + 1 });
  if (source.weights) checkWeights(source.weights, source.texts.length);
  const weights = source.weights && Float32Array.from(texts, (_, row) => source.weights![row] ?? 1);
  const split = splitRows({ texts, labelNames, labelMap, column: [], placeOf }, settings, {
    validation: validation.texts.length,
    test: test.texts.length,
  });
  return {
    ...{ texts, titles: texts, labelNames, labelMap, weights, groups: [], files: [], placeOf, ...split },
    unlabelled: withoutLabelled(unlabelled, texts, split.splits),
    vectors: source.vectors,
  };
}

function checkWeights(weights: readonly number[], numTexts: number): void {
  if (weights.length !== numTexts) {
    throw new NewsclfError("CONFIG", `expected as many weights as texts, got ${weights.length} and ${numTexts}`);
  }
  const wrong = weights.findIndex((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (wrong < 0) return;
  throw new RangeError(
    `trainClassifier: expected source.weights[${wrong}] to be a number of at least 0, got ${weights[wrong]}`,
  );
}

function checkVectors({ words, values, size }: WordVectors): void {
  if (!Number.isInteger(size) || size < 1 || values.length !== words.length * size) {
    throw new RangeError(
      `trainClassifier: expected source.vectors to have ${words.length} x size numbers, got ${values.length} and size ${size}`,
    );
  }
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return;
  const word = JSON.stringify(words[Math.floor(wrong / size)]);
  throw new RangeError(`trainClassifier: expected source.vectors to be finite, got ${values[wrong]} for ${word}`);
}
