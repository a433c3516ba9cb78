import { expectTypeOf, test } from "vitest";
import {
  type Batch,
  buildLabelMap,
  type CheckedExamples,
  type CheckOptions,
  type CheckReport,
  type CheckResult,
  checkDataset,
  checkTokens,
  collate,
  createLabelMap,
  createLoader,
  createRng,
  type Fold,
  findCopies,
  type LabelMap,
  type LabelShare,
  type Loader,
  type LoaderOptions,
  leaveOutCopies,
  type NewsclfError,
  type Padding,
  parseSoftLabel,
  type Rng,
  type Sentence,
  type SplitFractions,
  type Splits,
  softLabelText,
  splitKFoldStratified,
  splitRandom,
  splitStratified,
  splitTogether,
  type TokenDataset,
  type TokenizedTexts,
  type TokenStatistics,
  tokenLengths,
  truncateTokens,
  writeSentence,
} from "../src/index.ts";

test("classes and splits", () => {
  expectTypeOf(buildLabelMap).toEqualTypeOf<(labels: Iterable<string>) => LabelMap>();
  expectTypeOf(createLabelMap).toEqualTypeOf<(classNames: readonly string[]) => LabelMap>();
  expectTypeOf<LabelMap["classNames"]>().toEqualTypeOf<readonly string[]>();
  expectTypeOf(splitRandom).toEqualTypeOf<(n: number, fractions: SplitFractions, seed: number) => Splits>();
  expectTypeOf(splitStratified).toEqualTypeOf<
    (labels: Int32Array, fractions: SplitFractions, seed: number) => Splits
  >();
  expectTypeOf(splitKFoldStratified).toEqualTypeOf<
    (labels: Int32Array, k: number, seed: number, groups?: Int32Array) => Fold[]
  >();
  expectTypeOf<keyof Splits>().toEqualTypeOf<"train" | "validation" | "test">();
  expectTypeOf(createRng).toEqualTypeOf<(seed: number, ...stream: number[]) => Rng>();
});

test("copies", () => {
  expectTypeOf(findCopies).toEqualTypeOf<(texts: readonly string[]) => Int32Array>();
  expectTypeOf(splitTogether).toEqualTypeOf<
    (rows: Int32Array, firstOf: Int32Array, split: (distinct: Int32Array) => Splits) => Splits
  >();
  expectTypeOf(leaveOutCopies).toEqualTypeOf<(splits: Splits, firstOf: Int32Array) => Splits>();
});

test("checks", () => {
  expectTypeOf(checkDataset).toEqualTypeOf<(examples: CheckedExamples, options?: CheckOptions) => CheckReport>();
  expectTypeOf(checkTokens).toEqualTypeOf<
    (
      splits: Readonly<Partial<Record<keyof Splits, TokenStatistics>>>,
      maxLength: number,
      isUnspaced?: boolean,
    ) => CheckResult[]
  >();
  expectTypeOf<CheckOptions["words"]>().toEqualTypeOf<TokenizedTexts | undefined>();
  expectTypeOf<CheckResult["fix"]>().toEqualTypeOf<Sentence | undefined>();
  expectTypeOf(writeSentence).toBeCallableWith("raise maxLength", ({ setting }) => `--${setting}`);
  expectTypeOf<NewsclfError>().toExtend<Error>();
});

test("batches", () => {
  expectTypeOf(createLoader).toEqualTypeOf<(dataset: TokenDataset, options: LoaderOptions) => Loader>();
  expectTypeOf<Loader["epoch"]>().toEqualTypeOf<(epoch: number, firstBatch?: number) => Iterable<Batch>>();
  expectTypeOf(collate).toEqualTypeOf<(dataset: TokenDataset, rows: Int32Array, padding?: Padding) => Batch>();
  expectTypeOf<keyof Batch>().toEqualTypeOf<"tokenIds" | "offsets" | "labels" | "rows">();
  expectTypeOf(tokenLengths).toBeCallableWith({} as Batch);
  expectTypeOf(truncateTokens).toEqualTypeOf<(dataset: TokenDataset, maxLength: number) => TokenDataset>();
});

test("padding needs its length and its id", () => {
  expectTypeOf<{ padToLength: number; padId: number }>().toExtend<Padding>();
  expectTypeOf<{ padId: number }>().toExtend<Padding>();
  expectTypeOf<{ padToLength: number }>().not.toExtend<Padding>();
  const { padToLength } = {} as { padToLength: number | undefined };
  expectTypeOf(collate).toBeCallableWith({} as TokenDataset, new Int32Array(0), { padToLength, padId: 0 });
});

test("shares of classes are read from the text that stands for them", () => {
  expectTypeOf(softLabelText).parameters.toEqualTypeOf<[unknown]>();
  expectTypeOf(softLabelText).returns.toEqualTypeOf<string | undefined>();
  expectTypeOf(parseSoftLabel).returns.toEqualTypeOf<readonly LabelShare[] | undefined>();
});
