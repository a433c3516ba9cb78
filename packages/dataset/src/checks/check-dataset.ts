// All checks of a data set that need nothing but its texts and labels.

import type { Splits } from "../split/splits.ts";
import { prepareCorpus } from "./_corpus.ts";
import { checkLabelColumn, checkTextColumn } from "./check-columns.ts";
import { checkDuplicates, findDuplicates } from "./check-duplicates.ts";
import { checkEncoding } from "./check-encoding.ts";
import { checkLabelLeaks } from "./check-label-leaks.ts";
import { checkLabels } from "./check-labels.ts";
import { checkRelation } from "./check-relation.ts";
import { type CheckReport, type CheckResult, createReport } from "./check-report.ts";
import { checkRows, checkTexts } from "./check-rows.ts";
import { findWords, type TokenizedTexts, takeWords } from "./words/word-source.ts";

/** What is checked: row i is `texts[i]` with `labelNames[i]`. */
export interface CheckedExamples {
  readonly texts: readonly string[];
  /** The class of each row, or all of its classes. */
  readonly labelNames: readonly (string | readonly string[])[];
}

/** Settings of {@link checkDataset}. */
export interface CheckOptions {
  /** Looks across these splits too; they need not cover all rows. Default: the data is one whole. */
  readonly splits?: Splits | undefined;
  /**
   * The words that a tokenizer has found already, so that they need not be found again. Unknown ones count as words, and say
   * nothing about labels. Default: runs of letters and digits, without regard to case, and pairs of characters in scripts without spaces.
   */
  readonly words?: TokenizedTexts | undefined;
  /** Safe integer; selects the shuffles of the relation test. Default 0. */
  readonly seed?: number | undefined;
}

/**
 * Looks for what spoils training or makes its score worthless. The time is linear in the texts: some seconds for 100,000
 * headlines. Word statistics are of 100,000 rows chosen at random if there are more. Thresholds and their reasons stand
 * beside each check.
 *
 * @throws RangeError if there are not as many label names, or tokenised texts, as texts.
 */
export function checkDataset({ texts, labelNames }: CheckedExamples, options: CheckOptions = {}): CheckReport {
  if (labelNames.length !== texts.length) {
    throw new RangeError(`checkDataset: expected ${texts.length} label names, one a text, got ${labelNames.length}`);
  }
  const { splits, words, seed = 0 } = options;
  if (words !== undefined && words.offsets.length !== texts.length + 1) {
    const numRows = words.offsets.length - 1;
    throw new RangeError(`checkDataset: expected words of ${texts.length} texts, got those of ${numRows}`);
  }
  const source = words === undefined ? findWords(texts) : takeWords(texts, words);
  const corpus = prepareCorpus(texts, labelNames, source, seed);
  const rowChecks = checkRows(corpus, splits);
  if (createReport(rowChecks).status === "fail") return createReport(rowChecks);
  const duplicates = findDuplicates(texts);
  const checks: CheckResult[] = [
    ...rowChecks,
    ...checkTextColumn(corpus),
    ...checkLabelColumn(corpus),
    ...checkTexts(corpus),
    ...checkLabels(corpus, splits),
    ...checkDuplicates(corpus, duplicates, splits),
    ...checkLabelLeaks(corpus),
    ...checkEncoding(texts),
    checkRelation(corpus, duplicates.groupOf, seed),
  ];
  return createReport(checks);
}
