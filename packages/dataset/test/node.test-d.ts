import { expectTypeOf, test } from "vitest";
import type { Examples } from "../src/index.ts";
import { type ExampleStream, type ReadOptions, type ReadSummary, readExamples, streamExamples } from "../src/node.ts";

test("the public signatures", () => {
  expectTypeOf(streamExamples).toEqualTypeOf<
    (sources: string | readonly string[], options?: ReadOptions) => ExampleStream
  >();
  expectTypeOf(readExamples).toEqualTypeOf<
    (
      sources: string | readonly string[],
      options?: ReadOptions,
    ) => Promise<{ examples: Examples; summary: ReadSummary }>
  >();
  expectTypeOf<ReadOptions["textColumn"]>().toEqualTypeOf<string | readonly string[] | undefined>();
  expectTypeOf<ExampleStream>().toExtend<AsyncIterable<Examples>>();
});
