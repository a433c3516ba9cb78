// Do the texts say anything about the labels? A permutation test, in time linear in the texts.
//
// A naive Bayes model of the words is fitted to one half of the rows. On the other half the statistic is the mean
// log-likelihood of each text, per word, under its own label. If texts and labels are unrelated, the labels of that half can
// be shuffled without changing the distribution of the statistic: the share of shuffles that reach it is the p value (Ojala
// and Garriga 2010, "Permutation tests for studying classifier performance"; counted as Phipson and Smyth 2010, so that it
// is never 0). The model is not fitted again for a shuffle, which keeps each one cheap and the test exact. It sees words,
// not their order.

import { createRng, shuffle } from "../rng.ts";
import type { Corpus } from "./_corpus.ts";

/** Outcome of the test. */
export interface RelationTest {
  /** In `[1 / (numPermutations + 1), 1]`; small: related. */
  readonly pValue: number;
  /** How far the statistic is above the mean of the shuffles, in their standard deviations. */
  readonly zScore: number;
  /** Rows used, both halves together. */
  readonly numRows: number;
}

/** More rows add power that no real data set needs. */
const MAX_ROWS = 20_000;

/** Bound of tokens times classes, which is the number of additions. */
const MAX_WORK = 50_000_000;

/**
 * @param rows - Rows to use, distinct texts: a text in both halves would look like a relation. A random part of them is
 *   used if they are many.
 * @param seed - Safe integer: selects halves and shuffles.
 */
export function testRelation(corpus: Corpus, rows: Int32Array, seed: number, numPermutations = 999): RelationTest {
  const rng = createRng(seed);
  const sample = shuffle(rows.slice(), rng).subarray(0, sampleSize(corpus, rows));
  const half = sample.length >> 1;
  const [fitted, heldOut] = [sample.subarray(0, half), sample.subarray(half)];
  const scores = scoreClasses(corpus, fitted, heldOut);
  const labels = Int32Array.from(heldOut, (row) => corpus.classOf[row]!);
  const observed = sumScores(scores, labels);
  let reached = 0;
  let [mean, squares] = [0, 0];
  for (let i = 1; i <= numPermutations; i++) {
    const value = sumScores(scores, shuffle(labels, rng));
    if (value >= observed) reached++;
    // Welford's running mean and variance.
    const delta = value - mean;
    mean += delta / i;
    squares += delta * (value - mean);
  }
  const deviation = Math.sqrt(squares / numPermutations);
  return {
    pValue: (1 + reached) / (1 + numPermutations),
    zScore: deviation > 0 ? (observed - mean) / deviation : 0,
    numRows: sample.length,
  };
}

function sampleSize({ wordIds, wordOffsets, classNames }: Corpus, rows: Int32Array): number {
  const wordsPerRow = Math.max(1, wordIds.length / (wordOffsets.length - 1));
  return Math.min(rows.length, MAX_ROWS, Math.floor(MAX_WORK / (wordsPerRow * classNames.length)));
}

/** Row-major `[m, C]`: mean log-likelihood of the words of each held-out text under each class. Words of one class in two texts count. */
function scoreClasses(
  { wordIds, wordOffsets, words, classOf, classNames }: Corpus,
  fitted: Int32Array,
  heldOut: Int32Array,
): Float32Array {
  const numClasses = classNames.length;
  const slotOf = numberRepeatedWords(wordIds, wordOffsets, words.length, fitted);
  const numSlots = slotOf.reduce((most, slot) => Math.max(most, slot + 1), 0);
  const counts = new Float32Array(numSlots * numClasses);
  const totals = new Float64Array(numClasses);
  for (const row of fitted) {
    const label = classOf[row]!;
    for (let i = wordOffsets[row]!; i < wordOffsets[row + 1]!; i++) {
      const slot = slotOf[wordIds[i]!]!;
      if (slot < 0) continue;
      counts[slot * numClasses + label]! += 1;
      totals[label]! += 1;
    }
  }
  // Laplace's add-one estimate; a class never seen is uniform.
  const logTotals = totals.map((total) => Math.log(total + numSlots));
  for (let i = 0; i < counts.length; i++) counts[i] = Math.log(counts[i]! + 1) - logTotals[i % numClasses]!;

  const scores = new Float32Array(heldOut.length * numClasses);
  heldOut.forEach((row, position) => {
    let known = 0;
    const start = position * numClasses;
    for (let i = wordOffsets[row]!; i < wordOffsets[row + 1]!; i++) {
      const slot = slotOf[wordIds[i]!]!;
      if (slot < 0) continue;
      known++;
      for (let c = 0; c < numClasses; c++) scores[start + c]! += counts[slot * numClasses + c]!;
    }
    for (let c = 0; c < numClasses; c++) scores[start + c]! /= Math.max(1, known);
  });
  return scores;
}

/** `[V]`: 0, 1, 2 ... for words in at least two of the rows, -1 for the rest. */
function numberRepeatedWords(
  wordIds: Int32Array,
  wordOffsets: Int32Array,
  numWords: number,
  rows: Int32Array,
): Int32Array {
  const frequency = new Int32Array(numWords);
  for (const row of rows) for (let i = wordOffsets[row]!; i < wordOffsets[row + 1]!; i++) frequency[wordIds[i]!]!++;
  let next = 0;
  return frequency.map((texts) => (texts >= 2 ? next++ : -1));
}

function sumScores(scores: Float32Array, labels: Int32Array): number {
  const numClasses = scores.length / labels.length;
  let sum = 0;
  for (let i = 0; i < labels.length; i++) sum += scores[i * numClasses + labels[i]!]!;
  return sum;
}
