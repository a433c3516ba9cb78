export type { Batch, TokenDataset } from "./batch.ts";
export { type CollateOptions, collate } from "./collate.ts";
export { DataError, type DataErrorDetails, escapeText, quoteText } from "./data-error.ts";
export { appendExamples, type Examples, emptyExamples, selectExamples } from "./examples.ts";
export { buildLabelMap, createLabelMap, type LabelMap } from "./label-map.ts";
export { type LengthStatistics, lengthStatistics } from "./length-statistics.ts";
export { createLoader, type Loader, type LoaderOptions } from "./loader.ts";
export { createRng, type Rng, type RngState, range, restoreRng, shuffle } from "./rng.ts";
export {
  SPLIT_NAMES,
  type SplitFractions,
  type SplitName,
  type Splits,
  splitRandom,
  splitStratified,
} from "./split.ts";
export { countRows, selectRows, tokenLengths } from "./token-dataset.ts";
