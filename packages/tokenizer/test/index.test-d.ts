import { expectTypeOf, test } from "vitest";
import { tokenizerFromHuggingFace } from "../src/huggingface.ts";
import {
  type BuildTokenizerOptions,
  buildTokenizer,
  createTokenizerBuilder,
  type EncodedTexts,
  type EncodingReport,
  type FittedTexts,
  fitTokenizer,
  type InspectOptions,
  inspectEncoded,
  sampleVocab,
  type Tokenizer,
  type TokenizerBuilder,
  type TokenizerJson,
  tokenizerFromJSON,
  type VocabSample,
} from "../src/index.ts";
import { loadTokenizer, saveTokenizer } from "../src/node.ts";

test("the signatures of what fits a vocabulary", () => {
  expectTypeOf(fitTokenizer).toEqualTypeOf<(texts: Iterable<string>, options?: BuildTokenizerOptions) => FittedTexts>();
  expectTypeOf<FittedTexts>().toEqualTypeOf<{ readonly tokenizer: Tokenizer; readonly encoded: EncodedTexts }>();
  expectTypeOf(buildTokenizer).toEqualTypeOf<(texts: Iterable<string>, options?: BuildTokenizerOptions) => Tokenizer>();
  expectTypeOf(createTokenizerBuilder).toEqualTypeOf<(options?: BuildTokenizerOptions) => TokenizerBuilder>();
  expectTypeOf<BuildTokenizerOptions["tokenizer"]>().toEqualTypeOf<"unicode" | "spanish" | undefined>();
  expectTypeOf<BuildTokenizerOptions["vocabularyOrder"]>().toEqualTypeOf<"frequency" | "first-seen" | undefined>();
});

test("the signatures of a tokenizer", () => {
  expectTypeOf<Tokenizer["encode"]>().returns.toEqualTypeOf<number[]>();
  expectTypeOf<Tokenizer["encodeBatch"]>().returns.toEqualTypeOf<EncodedTexts>();
  expectTypeOf<Tokenizer["encodeBatch"]>().parameter(0).toEqualTypeOf<Iterable<string>>();
  expectTypeOf<Tokenizer["toJSON"]>().returns.toEqualTypeOf<TokenizerJson>();
});

test("the signatures of what reads, writes and inspects", () => {
  expectTypeOf(tokenizerFromJSON).toEqualTypeOf<(json: unknown) => Tokenizer>();
  expectTypeOf(tokenizerFromHuggingFace).toEqualTypeOf<(json: unknown) => Tokenizer>();
  expectTypeOf(saveTokenizer).toEqualTypeOf<(path: string, tokenizer: Tokenizer) => Promise<void>>();
  expectTypeOf(loadTokenizer).toEqualTypeOf<(path: string) => Promise<Tokenizer>>();
  expectTypeOf(inspectEncoded).toEqualTypeOf<
    (tokenizer: Tokenizer, encoded: EncodedTexts, options?: InspectOptions) => EncodingReport
  >();
  expectTypeOf(sampleVocab).toEqualTypeOf<(tokenizer: Pick<Tokenizer, "vocab">, count?: number) => VocabSample>();
});
