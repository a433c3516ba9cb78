export type { Batch, TokenDataset } from "./batch.ts";
export { type CheckedExamples, type CheckOptions, checkDataset } from "./check-dataset.ts";
export { type CheckReport, type CheckResult, type CheckStatus, createReport } from "./check-report.ts";
export { checkTokens, type TokenStatistics } from "./checks/check-tokens.ts";
export { collate, type Padding } from "./collate.ts";
export { DataError, type DataErrorDetails, escapeText, quoteText } from "./data-error.ts";
export { appendExamples, type Examples, emptyExamples, selectExamples } from "./examples.ts";
export { buildLabelMap, createLabelMap, type LabelMap } from "./label-map.ts";
export { type LengthStatistics, lengthStatistics } from "./length-statistics.ts";
export { type BatchOptions, createLoader, type Loader, type LoaderOptions } from "./loader.ts";
export { findNearDuplicates } from "./near-duplicates.ts";
export { createRng, type Rng, range, shuffle } from "./rng.ts";
export { classBalancedWeights, sampleRows } from "./sample-rows.ts";
export {
  SPLIT_NAMES,
  type SplitFractions,
  type SplitName,
  type Splits,
  splitRandom,
  splitStratified,
} from "./split.ts";
export { splitByColumn } from "./split-by-column.ts";
export { splitByGroup } from "./split-by-group.ts";
export { splitByHash } from "./split-by-hash.ts";
export { parseTimes, splitByTime } from "./split-by-time.ts";
export { type Fold, splitKFold, splitKFoldStratified } from "./split-k-fold.ts";
export { countRows, selectRows, tokenLengths, truncateTokens } from "./token-dataset.ts";
