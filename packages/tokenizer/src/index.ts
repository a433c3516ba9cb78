export type { BuildTokenizerOptions } from "./build-options.ts";
export { buildTokenizer, createTokenizerBuilder, type TokenizerBuilder } from "./build-tokenizer.ts";
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
export type { EncodeBatchOptions, EncodedTexts, EncodeOptions, Tokenizer } from "./tokenizer.ts";
export { tokenizerFromJSON } from "./tokenizer-from-json.ts";
export type { TokenizerJson } from "./tokenizer-json.ts";
