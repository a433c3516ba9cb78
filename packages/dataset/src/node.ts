export { type HubOptions, hubOptionsFromEnv } from "./read/hub/hub-options.ts";
export type { ReadProgress } from "./read/open-text.ts";
export { type ReadOptions, readExamples, streamExamples } from "./read/read-examples.ts";
export { readLines } from "./read/read-lines.ts";
export type { ExampleStream, ReadSummary } from "./read/stream-inputs.ts";
export { readWordVectors } from "./read/word-vectors/read-word-vectors.ts";
export type { IsWanted } from "./read/word-vectors/word-vectors.ts";
export { encodeParquet, type ParquetCell, type ParquetColumn } from "./write/encode-parquet.ts";
