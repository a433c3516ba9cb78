export { type BuildTokenizerOptions, buildTokenizer } from "./build-tokenizer.ts";
export type { PipelineOptions, PipelineStep } from "./pipeline.ts";
export { PAD_ID, PAD_TOKEN, UNK_ID, UNK_TOKEN } from "./special-tokens.ts";
export type { EncodeBatchOptions, EncodedTexts, EncodeOptions, Tokenizer } from "./tokenizer.ts";
export { tokenizerFromJSON } from "./tokenizer-from-json.ts";
export type { TokenizerJson } from "./tokenizer-json.ts";
