import { expectTypeOf, test } from "vitest";
import { type BuildTokenizerOptions, buildTokenizer, type EncodedTexts, type Tokenizer } from "../src/index.ts";
import { loadTokenizer, saveTokenizer } from "../src/node.ts";

test("the public signatures", () => {
  expectTypeOf(buildTokenizer).toEqualTypeOf<(texts: Iterable<string>, options?: BuildTokenizerOptions) => Tokenizer>();
  expectTypeOf<Tokenizer["encode"]>().returns.toEqualTypeOf<number[]>();
  expectTypeOf<Tokenizer["encodeBatch"]>().returns.toEqualTypeOf<EncodedTexts>();
  expectTypeOf<Tokenizer["encodeBatch"]>().parameter(0).toEqualTypeOf<Iterable<string>>();
  expectTypeOf(saveTokenizer).toEqualTypeOf<(path: string, tokenizer: Tokenizer) => Promise<void>>();
  expectTypeOf(loadTokenizer).toEqualTypeOf<(path: string) => Promise<Tokenizer>>();
});
