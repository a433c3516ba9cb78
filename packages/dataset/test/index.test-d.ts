import { expectTypeOf, test } from "vitest";
import {
  type Batch,
  buildLabelMap,
  type CheckedExamples,
  type CheckOptions,
  type CheckReport,
  checkDataset,
  createLoader,
  type LabelMap,
  type Loader,
  type LoaderOptions,
  type SplitFractions,
  type Splits,
  splitStratified,
  type TokenDataset,
  truncateTokens,
} from "../src/index.ts";

test("the public signatures", () => {
  expectTypeOf(buildLabelMap).toEqualTypeOf<(labels: Iterable<string>) => LabelMap>();
  expectTypeOf(checkDataset).toEqualTypeOf<(examples: CheckedExamples, options?: CheckOptions) => CheckReport>();
  expectTypeOf(splitStratified).toEqualTypeOf<
    (labels: Int32Array, fractions: SplitFractions, seed: number) => Splits
  >();
  expectTypeOf<keyof Splits>().toEqualTypeOf<"train" | "validation" | "test">();
  expectTypeOf(createLoader).toEqualTypeOf<(dataset: TokenDataset, options: LoaderOptions) => Loader>();
  expectTypeOf<Loader["epoch"]>().returns.toEqualTypeOf<Iterable<Batch>>();
  expectTypeOf(truncateTokens).toEqualTypeOf<(dataset: TokenDataset, maxLength: number) => TokenDataset>();
});
