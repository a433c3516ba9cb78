// Do the texts say anything about the labels? A permutation test, in time linear in the texts.
//
// A naive Bayes model of the words is fitted to one half of the rows. On the other half the statistic is the mean
// log-likelihood of each text, per word, under its own label. If texts and labels are unrelated, the labels of that half can
// be shuffled without changing the distribution of the statistic: the share of shuffles that reach it is the p value (Ojala
// and Garriga 2010, "Permutation tests for studying classifier performance"; counted as Phipson and Smyth 2010, so that it
// is never 0). The model is not fitted again for a shuffle, which keeps each one cheap and the test exact. It sees words,
// not their order.

import { createRng, shuffle } from "../rng.ts";
import type { WordSample } from "./words/word-sample.ts";

/** Outcome of the test. */
export interface RelationTest {
  /** In `[1 / (numPermutations + 1), 1]`; small: related. */
  readonly pValue: number;
  /** Texts used, both halves together. */
  readonly numTexts: number;
}

/** More texts add power that no real data set needs. */
const MAX_TEXTS = 20_000;

/** Bound of tokens times classes, which is the number of additions. */
const MAX_WORK = 50_000_000;

/**
 * @param numClasses - C.
 * @param texts - Positions in the sample of the texts to use, all different: a text in both halves would look like a
 *   relation. A random part of them is used if they are many.
 * @param seed - Safe integer: selects halves and shuffles.
 */
export function testRelation(
  sample: WordSample,
  numClasses: number,
  texts: Int32Array,
  seed: number,
  numPermutations = 999,
): RelationTest {
  const rng = createRng(seed);
  const used = shuffle(texts.slice(), rng).subarray(0, maxTexts(sample, numClasses));
  const half = used.length >> 1;
  const heldOut = used.subarray(half);
  const scores = scoreClasses(sample, numClasses, used.subarray(0, half), heldOut);
  const labels = heldOut.map((text) => sample.classOf[text]!);
  const observed = sumScores(scores, labels);
  let reached = 0;
  for (let i = 0; i < numPermutations; i++) if (sumScores(scores, shuffle(labels, rng)) >= observed) reached++;
  return { pValue: (1 + reached) / (1 + numPermutations), numTexts: used.length };
}

function maxTexts({ wordIds, rows }: WordSample, numClasses: number): number {
  const wordsPerText = Math.max(1, wordIds.length / rows.length);
  return Math.min(MAX_TEXTS, Math.floor(MAX_WORK / (wordsPerText * numClasses)));
}

/** Row-major `[held out, C]`: mean log-likelihood of the words of each text under each class. */
function scoreClasses(
  { wordIds, wordOffsets, words, classOf }: WordSample,
  numClasses: number,
  fitted: Int32Array,
  heldOut: Int32Array,
): Float32Array {
  const slotOf = numberRepeatedWords(wordIds, wordOffsets, words.length, fitted);
  const numSlots = slotOf.reduce((most, slot) => Math.max(most, slot + 1), 0);
  const counts = new Float32Array(numSlots * numClasses);
  const totals = new Float64Array(numClasses);
  for (const text of fitted) {
    const label = classOf[text]!;
    for (let i = wordOffsets[text]!; i < wordOffsets[text + 1]!; i++) {
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
  heldOut.forEach((text, position) => {
    let known = 0;
    const start = position * numClasses;
    for (let i = wordOffsets[text]!; i < wordOffsets[text + 1]!; i++) {
      const slot = slotOf[wordIds[i]!]!;
      if (slot < 0) continue;
      known++;
      for (let c = 0; c < numClasses; c++) scores[start + c]! += counts[slot * numClasses + c]!;
    }
    for (let c = 0; c < numClasses; c++) scores[start + c]! /= Math.max(1, known);
  });
  return scores;
}

/** `[V]`: 0, 1, 2 ... for words in at least two of the texts, -1 for the rest, which say little. */
function numberRepeatedWords(
  wordIds: Int32Array,
  wordOffsets: Int32Array,
  numWords: number,
  texts: Int32Array,
): Int32Array {
  const frequency = new Int32Array(numWords);
  for (const text of texts) {
    for (let i = wordOffsets[text]!; i < wordOffsets[text + 1]!; i++) frequency[wordIds[i]!]!++;
  }
  let next = 0;
  return frequency.map((count) => (count >= 2 ? next++ : -1));
}

function sumScores(scores: Float32Array, labels: Int32Array): number {
  const numClasses = scores.length / labels.length;
  let sum = 0;
  for (let i = 0; i < labels.length; i++) sum += scores[i * numClasses + labels[i]!]!;
  return sum;
}
