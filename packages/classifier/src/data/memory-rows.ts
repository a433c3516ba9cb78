// Rows that the caller has already.

import { buildLabelMap, softLabelText, type WordVectors } from "@newsclf/dataset";
import type { TrainedModel } from "@newsclf/model";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { SETTING_NAMES, SETTINGS, type SettingName, type Settings, settingOf } from "../settings/settings.ts";
import { checkTexts, type LabelledTexts } from "./labelled-texts.ts";
import { parseLabels, sharesMatrix } from "./labels/soft-labels.ts";
import type { Rows } from "./rows.ts";
import { splitRows } from "./split-rows.ts";
import { withoutLabelled } from "./unlabelled.ts";

const OF_FILES: readonly SettingName[] = ["splitColumn", "unlabelled"];

const NONE: LabelledTexts = { texts: [], labels: [] };

/** Data to train on. */
export interface MemorySource extends Omit<LabelledTexts, "labels"> {
  /** `[n]`: the name of each text's class, or how classes share it, by name, such as `{ sport: 0.8, science: 0.2 }`. */
  readonly labels: readonly (string | Readonly<Record<string, number>>)[];
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
  const labels = labelTexts(source.labels);
  checkTexts("trainClassifier", "source", { texts: source.texts, labels, unlabelled });
  const { labelNames: own, shares } = parseLabels(labels, (row) => `text ${row + 1}`);
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
  const measured = [...validation.labels, ...test.labels];
  const labelNames = [...own, ...measured];
  const soft = shares && [...shares, ...measured.map((label) => [{ label, probability: 1 }])];
  const labelMap = buildLabelMap(soft ? soft.flatMap((ofRow) => ofRow.map(({ label }) => label)) : labelNames);
  const placeOf = (row: number) => ({ file: "texts", record: row + 1 });
  if (source.weights) checkWeights(source.weights, source.texts.length);
  const weights = source.weights && Float32Array.from(texts, (_, row) => source.weights![row] ?? 1);
  const split = splitRows({ texts, labelNames, labelMap, column: [], placeOf }, settings, {
    validation: validation.texts.length,
    test: test.texts.length,
  });
  return {
    ...{
      texts,
      titles: texts,
      labelNames,
      labelMap,
      weights,
      shares: sharesMatrix(soft, labelMap),
      groups: [],
      files: [],
      placeOf,
      ...split,
    },
    unlabelled: withoutLabelled(unlabelled, texts, split.splits),
    vectors: source.vectors,
  };
}

/** Shares as the text that stands for them in files. */
function labelTexts(labels: MemorySource["labels"]): string[] {
  // What is no list, or no text, is refused with all other lists of texts.
  if (!Array.isArray(labels)) return labels as never;
  return labels.map((label, i) => {
    if (typeof label !== "object" || label === null) return label as string;
    const shares = Object.entries(label).map(([label, probability]) => ({ label, probability }));
    const text = softLabelText(shares);
    if (text !== undefined) return text;
    throw new RangeError(
      `trainClassifier: expected source.labels[${i}] to have shares in 0..1 by the names of classes, got ${JSON.stringify(label)}`,
    );
  });
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
