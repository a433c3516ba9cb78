// Is there anything to learn at all?

import type { Corpus } from "./_corpus.ts";
import { testRelation } from "./_relation-test.ts";
import { count, result } from "./_result.ts";
import type { CheckResult } from "./check-report.ts";

/** Real data sets end far below it; noise gets there once in a thousand files. It is also the least that 999 shuffles can show. */
const RELATED = 0.001;

/** Up to here noise is unlikely, but so little relation is hardly worth a model. */
const DOUBTFUL = 0.01;

/** With fewer texts a real but subtle relation may stay hidden, so that the verdict is a warning only. */
const MIN_CERTAIN_TEXTS = 1000;

/** Two halves of ten texts cannot reach the threshold but by luck. */
const MIN_TEXTS = 20;

/**
 * @param groupOf - `[n]`, equal for texts that are nearly the same: of each group one text is used, because near copies in both
 *   halves of the test would look like a relation.
 */
export function checkRelation(corpus: Corpus, groupOf: Int32Array, seed: number): CheckResult {
  const code = "DATA_UNRELATED";
  const { sample, classNames } = corpus;
  const firsts = new Map<number, number>();
  sample.rows.forEach((row, text) => {
    if (!firsts.has(groupOf[row]!)) firsts.set(groupOf[row]!, text);
  });
  const texts = Int32Array.from(firsts.values());
  if (texts.length < MIN_TEXTS) {
    const message = `${count(texts.length)} different texts are too few to tell whether texts and labels are related`;
    return result(code, "warn", message, [], "more rows");
  }
  const { pValue, numTexts } = testRelation(sample, classNames.length, texts, seed);
  const basis = `permutation test on ${count(numTexts)} texts: p = ${pValue.toPrecision(2)}`;
  if (pValue <= RELATED) return result(code, "pass", `texts and labels are related (${basis})`);
  const isCertain = pValue > DOUBTFUL && numTexts >= MIN_CERTAIN_TEXTS;
  const verdict = isCertain
    ? "the words of the texts say nothing about the labels"
    : "it is doubtful whether texts and labels are related";
  const fix = "check that each label belongs to its text: a shifted or shuffled column, or generated data";
  return result(code, isCertain ? "fail" : "warn", `${verdict} (${basis})`, [], fix);
}
