// Rows to encoded splits, in the order that keeps the test split unseen.

import {
  type CheckResult,
  checkTokens,
  type LengthStatistics,
  lengthStatistics,
  SPLIT_NAMES,
  type SplitName,
  type TokenDataset,
  tokenLengths,
  truncateTokens,
} from "@newsclf/dataset";
import {
  createTokenizerBuilder,
  type EncodedTexts,
  type EncodingReport,
  inspectEncoded,
  type Tokenizer,
  type TokenizerBuilder,
} from "@newsclf/tokenizer";
import { nameFlags, UsageError } from "./print-error.ts";
import type { SplitData } from "./read-split-data.ts";
import { createStatusLine } from "./status-line.ts";
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
  /** `[C]`, rows of each class in all splits. */
  readonly classCounts: readonly number[];
  readonly tokenizer: Tokenizer;
  /** Of the training texts. */
  readonly characters: LengthStatistics;
  readonly tokensPerText: LengthStatistics;
  readonly numTruncated: number;
  /** Fraction of the test split's tokens that are not in the vocabulary. */
  readonly unknownRate: number;
  /** What the tokenizer makes of the splits. */
  readonly tokenChecks: readonly CheckResult[];
}

export type VocabularySettings = Pick<
  TrainSettings,
  | "tokenizer"
  | "numbers"
  | "accents"
  | "segmentation"
  | "stopWords"
  | "vocabularyFrom"
  | "vocabularyOrder"
  | "maxVocabSize"
  | "minFrequency"
  | "hashBuckets"
  | "maxLength"
>;

/** How the vocabulary fits each split that has rows. */
export type SplitReports = Readonly<Partial<Record<SplitName, EncodingReport>>>;

/** @throws UsageError when a split has no rows, or no text a word. */
export function loadData(data: SplitData, settings: VocabularySettings): LoadedData {
  for (const name of SPLIT_NAMES) {
    if (data.splits[name].length === 0)
      throw new UsageError("CONFIG", `the ${name} split has no rows`, "change --split, or use more rows");
  }
  const tokenizer = fitTokenizer(data, settings);
  const { maxLength } = settings;
  const load = (name: SplitName) => {
    const rows = data.splits[name];
    const { texts, encoded, report } = inspect(data, name, tokenizer, maxLength);
    const labels = Int32Array.from(rows, (row) => data.labelMap.idOf(data.examples.labelNames[row]!));
    const titles = Array.from(rows, (row) => data.examples.titles[row]!);
    const whole = { tokenIds: encoded.tokenIds, offsets: encoded.offsets, labels };
    const numTruncated = tokenLengths(whole).filter((length) => length > maxLength).length;
    return { split: { texts, titles, tokens: truncateTokens(whole, maxLength) }, numTruncated, report };
  };
  const [train, validation, test] = [load("train"), load("validation"), load("test")];
  const classCounts = data.labelMap.names.map(() => 0);
  for (const name of data.examples.labelNames) classCounts[data.labelMap.idOf(name)]!++;
  const reports = { train: train.report, validation: validation.report, test: test.report };
  return {
    train: train.split,
    validation: validation.split,
    test: test.split,
    classCounts,
    tokenizer,
    characters: lengthStatistics(train.split.texts.map((text) => text.length)),
    tokensPerText: lengthStatistics(tokenLengths(train.split.tokens)),
    numTruncated: train.numTruncated + validation.numTruncated + test.numTruncated,
    unknownRate: test.report.unknownRate,
    tokenChecks: checkTokens(reports, maxLength),
  };
}

/** The vocabulary of the training texts and how it fits the splits, which may be empty. */
export function inspectTokens(
  data: SplitData,
  settings: VocabularySettings,
): { tokenizer: Tokenizer; reports: SplitReports; checks: CheckResult[] } {
  const tokenizer = fitTokenizer(data, settings);
  const used = SPLIT_NAMES.filter((name) => data.splits[name].length > 0);
  const reports = Object.fromEntries(
    used.map((name) => [name, inspect(data, name, tokenizer, settings.maxLength).report]),
  );
  return { tokenizer, reports, checks: checkTokens(reports, settings.maxLength) };
}

/** All tokens of a split: where `maxLength` cuts is for the report to say. */
function inspect(
  data: SplitData,
  name: SplitName,
  tokenizer: Tokenizer,
  maxLength: number,
): { texts: string[]; encoded: EncodedTexts; report: EncodingReport } {
  const texts = textsOf(data, name);
  const encoded = withStatus(`tokenising ${name}`, texts, (tracked) => tokenizer.encodeBatch(tracked));
  return { texts, encoded, report: inspectEncoded(tokenizer, encoded, { maxLength }) };
}

function textsOf({ examples, splits }: SplitData, name: SplitName): string[] {
  return Array.from(splits[name], (row) => examples.texts[row]!);
}

function fitTokenizer(data: SplitData, settings: VocabularySettings): Tokenizer {
  const builder = createBuilder(settings);
  const texts = settings.vocabularyFrom === "all" ? data.examples.texts : textsOf(data, "train");
  withStatus("fitting the vocabulary", texts, (tracked) => {
    for (const text of tracked) builder.add(text);
  });
  if (builder.numTokens > 0) return builder.build();
  throw new UsageError(
    "ROW_NO_TOKENS",
    "none of the training texts has a word in it",
    "check --text-column and --tokenizer",
  );
}

function createBuilder({
  tokenizer: preset,
  vocabularyOrder: order,
  ...options
}: VocabularySettings): TokenizerBuilder {
  try {
    return createTokenizerBuilder({ ...options, preset, order });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError("CONFIG", nameFlags(cause.message.replace(/^\w+: /, "")));
  }
}

function withStatus<T>(label: string, texts: readonly string[], run: (texts: Iterable<string>) => T): T {
  const status = createStatusLine();
  try {
    return run(status.track(label, texts, texts.length));
  } finally {
    status.clear();
  }
}
