// Rows that the caller has already.

import type { WordVectors } from "@newsclf/dataset";
import type { TrainedModel } from "@newsclf/model";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { SETTING_NAMES, SETTINGS, type SettingName, type Settings, settingOf } from "../settings/settings.ts";
import { checkTexts, type LabelledTexts } from "./labelled-texts.ts";
import { indexLabels, joinLabels } from "./labels/index-labels.ts";
import { type GivenLabel, labelTexts } from "./labels/memory-labels.ts";
import { parseLabels } from "./labels/parse-labels.ts";
import { strataOf } from "./labels/strata.ts";
import type { Rows } from "./rows.ts";
import { splitRows } from "./split-rows.ts";
import { withoutLabelled } from "./unlabelled.ts";

const OF_FILES: readonly SettingName[] = ["splitColumn", "unlabelled"];

const NONE: LabelledTexts = { texts: [], labels: [] };

/** Data to train on. */
export interface MemorySource extends Omit<LabelledTexts, "labels"> {
  /**
   * `[n]`: the name of each text's class; or the names of all of its classes, which may be none; or how classes share it, by name,
   * such as `{ sport: 0.8, science: 0.2 }`.
   */
  readonly labels: readonly GivenLabel[];
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
  /** A model whose LSTM this one begins with, instead of the setting `initFrom`. */
  readonly initFrom?: TrainedModel | undefined;
}

/**
 * @throws NewsclfError `CONFIG` for lists of different lengths or a setting that speaks of files, `DATA_ONE_CLASS`.
 * @throws TypeError for what is no list of strings.
 * @throws RangeError for vectors that are not `size` finite numbers for each word.
 */
export function rowsFromMemory(source: MemorySource, settings: Settings): Rows {
  const { validation = NONE, test = NONE, unlabelled = [] } = source;
  const given = Object.entries({ source, "source.validation": validation, "source.test": test });
  const ofGiven = given.map(([where, { texts, labels }]) => {
    const written = labelTexts("trainClassifier", where, labels);
    checkTexts("trainClassifier", where, { texts, labels: written });
    return parseLabels(written, (row) => `text ${row + 1}`);
  });
  checkTexts("trainClassifier", "source", { unlabelled });
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
  const indexed = indexLabels(joinLabels(ofGiven));
  const placeOf = (row: number) => ({ file: "texts", record: row + 1 });
  if (source.weights) checkWeights(source.weights, source.texts.length);
  const weights = source.weights && Float32Array.from(texts, (_, row) => source.weights![row] ?? 1);
  const { labels, sets } = indexed;
  const split = splitRows({ texts, labels, strata: strataOf(labels, sets), column: [], placeOf }, settings, {
    validation: validation.texts.length,
    test: test.texts.length,
  });
  return {
    ...{
      texts,
      titles: texts,
      ...indexed,
      weights,
      groups: [],
      files: [],
      placeOf,
      ...split,
    },
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
