// Multinomial naive Bayes (McCallum and Nigam 1998), in memory that grows with the texts and not with the number of classes.
// n = examples, V = vocabulary size, C = classes.

import type { SparseRows } from "../linear/sparse-rows.ts";

/** Added to the count of each word in each class: a little, where most classes have few texts. */
const SMOOTHING = 0.1;

/** Counts of words and what follows from them. */
export interface NaiveBayes {
  /** `[C]`, log of the share of the examples. */
  readonly priors: Float64Array;
  /** `[C]`, what a word adds that the class does not have. */
  readonly unseen: Float64Array;
  /** For each word, the classes that have it, and how much more it adds there. */
  readonly seen: SparseRows;
}

/** @param counts - `[n, V]`. @param labels - `[n]`. */
export function fitNaiveBayes(
  counts: SparseRows,
  labels: Int32Array,
  { vocabSize, numClasses }: { readonly vocabSize: number; readonly numClasses: number },
): NaiveBayes {
  const ofWords = Array.from({ length: vocabSize }, () => new Map<number, number>());
  const total = new Float64Array(numClasses);
  const examples = new Float64Array(numClasses);
  labels.forEach((label, row) => {
    examples[label]! += 1;
    for (let k = counts.offsets[row]!; k < counts.offsets[row + 1]!; k++) {
      const ofWord = ofWords[counts.columns[k]!]!;
      ofWord.set(label, (ofWord.get(label) ?? 0) + counts.values[k]!);
      total[label]! += counts.values[k]!;
    }
  });
  const entries = ofWords.flatMap((ofWord) => [...ofWord]);
  let end = 0;
  return {
    // A class without examples counts as half of one.
    priors: examples.map((count) => Math.log(Math.max(0.5, count) / labels.length)),
    unseen: total.map((count) => Math.log(SMOOTHING / (count + SMOOTHING * vocabSize))),
    seen: {
      columns: Int32Array.from(entries, ([label]) => label),
      values: Float32Array.from(entries, ([, count]) => Math.log(1 + count / SMOOTHING)),
      offsets: Int32Array.from([0, ...ofWords.map(({ size }) => (end += size))]),
    },
  };
}

/** Row-major `[n, C]`. @param counts - `[n, V]`. */
export function naiveBayesLogits({ priors, unseen, seen }: NaiveBayes, counts: SparseRows): Float32Array {
  const numClasses = priors.length;
  const numRows = counts.offsets.length - 1;
  const all = new Float32Array(numRows * numClasses);
  for (let row = 0; row < numRows; row++) {
    const logits = all.subarray(row * numClasses, (row + 1) * numClasses);
    const [from, to] = [counts.offsets[row]!, counts.offsets[row + 1]!];
    const length = counts.values.subarray(from, to).reduce((sum, count) => sum + count, 0);
    for (let c = 0; c < numClasses; c++) logits[c] = priors[c]! + length * unseen[c]!;
    for (let k = from; k < to; k++) {
      const word = counts.columns[k]!;
      for (let i = seen.offsets[word]!; i < seen.offsets[word + 1]!; i++) {
        logits[seen.columns[i]!]! += counts.values[k]! * seen.values[i]!;
      }
    }
  }
  return all;
}
