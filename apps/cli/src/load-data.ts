// Files to encoded splits: the readers, the splitter and the tokenizer in the order that keeps the test split unseen.

import {
  buildLabelMap,
  type LabelMap,
  type LengthStatistics,
  lengthStatistics,
  type Splits,
  splitRandom,
  splitStratified,
  type TokenDataset,
  tokenLengths,
} from "@newsclf/dataset";
import { buildTokenizer, type Tokenizer } from "@newsclf/tokenizer";
import { UsageError } from "./print-error.ts";
import type { Examples } from "./read-examples.ts";
import type { TrainSettings } from "./train-options.ts";

/** One split, as text and as token ids. */
export interface LoadedSplit {
  readonly texts: readonly string[];
  /** What stands for each text in tables. */
  readonly titles: readonly string[];
  readonly tokens: TokenDataset;
}

export interface LoadedData {
  readonly train: LoadedSplit;
  readonly validation: LoadedSplit;
  readonly test: LoadedSplit;
  readonly labels: LabelMap;
  /** `[C]`, rows of each class in all splits. */
  readonly classCounts: readonly number[];
  readonly tokenizer: Tokenizer;
  /** Of the training texts. */
  readonly characters: LengthStatistics;
  readonly tokensPerText: LengthStatistics;
  readonly numTruncated: number;
  /** Fraction of the test split's tokens that are not in the vocabulary. */
  readonly unknownRate: number;
}

export function loadData(examples: Examples, testExamples: Examples | undefined, settings: TrainSettings): LoadedData {
  const labels = buildLabelMap([...examples.labels, ...(testExamples?.labels ?? [])]);
  const splits = splitRows(examples, labels, settings, testExamples !== undefined);
  const parts = {
    train: pick(examples, splits.train),
    validation: pick(examples, splits.validation),
    test: testExamples ?? pick(examples, splits.test),
  };
  for (const [name, { texts }] of Object.entries(parts)) {
    if (texts.length === 0)
      throw new UsageError("CONFIG", `the ${name} split has no rows`, "change --split, or use more rows");
  }
  const fitted = settings.vocabularyFrom === "all" ? examples.texts : parts.train.texts;
  const { tokenizer: preset, vocabularyOrder: order, maxVocabSize, minFrequency, maxLength } = settings;
  const options = { preset, order, maxVocabSize, minFrequency };
  const tokenizer = rejectTokenless(() => buildTokenizer(fitted, options));
  const encode = ({ texts, titles, labels: names }: Examples) => {
    const { tokenIds, offsets, numTruncated, numUnknown } = tokenizer.encodeBatch(texts, { maxLength });
    const tokens = { tokenIds, offsets, labels: Int32Array.from(names, labels.idOf) };
    return { split: { texts, titles, tokens }, numTruncated, unknownRate: numUnknown / Math.max(1, tokenIds.length) };
  };
  const [train, validation, test] = [encode(parts.train), encode(parts.validation), encode(parts.test)];
  const classCounts = labels.names.map(() => 0);
  for (const { split } of [train, validation, test]) {
    for (const label of split.tokens.labels) classCounts[label]!++;
  }
  return {
    train: train.split,
    validation: validation.split,
    test: test.split,
    labels,
    classCounts,
    tokenizer,
    characters: lengthStatistics(parts.train.texts.map((text) => text.length)),
    tokensPerText: lengthStatistics(tokenLengths(train.split.tokens)),
    numTruncated: train.numTruncated + validation.numTruncated + test.numTruncated,
    unknownRate: test.unknownRate,
  };
}

/** The options are checked by now: what is left to fail is the texts. */
function rejectTokenless<T>(build: () => T): T {
  try {
    return build();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(
      "ROW_NO_TOKENS",
      "none of the training texts has a word in it",
      "check --text-column and --tokenizer",
    );
  }
}

function splitRows(examples: Examples, labels: LabelMap, settings: TrainSettings, testGiven: boolean): Splits {
  const [train, validation, test] = settings.split;
  const total = train + validation;
  const fractions = testGiven
    ? { train: train / total, validation: validation / total, test: 0 }
    : { train, validation, test };
  return settings.splitMethod === "stratified"
    ? splitStratified(Int32Array.from(examples.labels, labels.idOf), fractions, settings.seed)
    : splitRandom(examples.texts.length, fractions, settings.seed);
}

function pick({ texts, titles, labels }: Examples, rows: Int32Array): Examples {
  const take = (values: readonly string[]): string[] => Array.from(rows, (row) => values[row]!);
  return { texts: take(texts), titles: take(titles), labels: take(labels) };
}
