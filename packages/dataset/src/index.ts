export {
  NewsclfError,
  type NewsclfErrorDetails,
  type Sentence,
  type SettingMention,
  writeSentence,
} from "@newsclf-internal/errors";
export { type Batch, collate, type Padding } from "./batch/collate.ts";
export { cutBatch } from "./batch/cut-batch.ts";
export { type LengthStatistics, lengthStatistics } from "./batch/length-statistics.ts";
export { type BatchOptions, createLoader, type Loader, type LoaderOptions } from "./batch/loader.ts";
export { classBalancedWeights, sampleRows } from "./batch/sample-rows.ts";
export { countRows, selectRows, type TokenDataset, tokenLengths, truncateTokens } from "./batch/token-dataset.ts";
export { type CheckedExamples, type CheckOptions, checkDataset } from "./checks/check-dataset.ts";
export { type CheckReport, type CheckResult, type CheckStatus, createReport } from "./checks/check-report.ts";
export { checkTokens, type TokenStatistics } from "./checks/check-tokens.ts";
export { findNearDuplicates } from "./checks/near-duplicates.ts";
export { isUnspaced } from "./checks/words/unspaced.ts";
export type { TokenizedTexts } from "./checks/words/word-source.ts";
export { findCopies, leaveOutCopies, splitTogether } from "./copies.ts";
export { escapeText, quoteText } from "./escape-text.ts";
export { appendExamples, type Examples, emptyExamples, selectExamples } from "./examples.ts";
export { labelSetText, parseLabelSet } from "./label-list.ts";
export { buildLabelMap, createLabelMap, type LabelMap } from "./label-map.ts";
export type { WordVectors } from "./read/word-vectors/word-vectors.ts";
export { createRng, type Rng, range, shuffle } from "./rng.ts";
export { type LabelShare, parseSoftLabel, softLabelText } from "./soft-label.ts";
export { splitByColumn } from "./split/split-by-column.ts";
export { splitByGroup } from "./split/split-by-group.ts";
export { splitByHash } from "./split/split-by-hash.ts";
export { parseTimes, splitByTime } from "./split/split-by-time.ts";
export { type Fold, splitKFold, splitKFoldStratified } from "./split/split-k-fold.ts";
export { splitRandom } from "./split/split-random.ts";
export { splitStratified } from "./split/split-stratified.ts";
export { SPLIT_NAMES, type SplitFractions, type SplitName, type Splits } from "./split/splits.ts";
