export { NewsclfError, type NewsclfErrorDetails } from "@newsclf-internal/errors";
export type { TokenizerJson } from "./file/tokenizer-json.ts";
export { addWords } from "./fit/add-words.ts";
export type { BuildTokenizerOptions } from "./fit/build-options.ts";
export { buildTokenizer, createTokenizerBuilder, type TokenizerBuilder } from "./fit/build-tokenizer.ts";
export { type FittedTexts, fitTokenizer } from "./fit/fit-tokenizer.ts";
export {
  type EncodingReport,
  type InspectOptions,
  inspectEncoded,
  type RankPoint,
  sampleVocab,
  type VocabEntry,
  type VocabSample,
} from "./inspect.ts";
export { PAD_ID, PAD_TOKEN, UNK_ID, UNK_TOKEN } from "./special-tokens.ts";
export type { EncodeBatchOptions, EncodedTexts, EncodeOptions, Tokenizer } from "./tokenizer/tokenizer.ts";
export { tokenizerFromJSON } from "./tokenizer/tokenizer-from-json.ts";
