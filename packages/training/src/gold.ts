// What examples are fitted towards. n = examples, C = classes.

/** Labels, and where there is more to say than labels can, how much each example counts and how it is shared among classes. */
export interface Gold {
  /** `[n]`, class indices; where classes share an example, the one with the largest share. With `sets`, their numbers. */
  readonly labels: Int32Array;
  /** `[n]`, at least 0. Absent: 1 each. */
  readonly weights?: Float32Array | undefined;
  /** Row-major `[n, C]`, shares of the classes; each row sums to 1. Absent: all of an example is its label's. */
  readonly shares?: Float32Array | undefined;
  /** The class indices of each set, where an example may have several classes; there are no shares then. */
  readonly sets?: readonly Int32Array[] | undefined;
}

/** How much of an example is a class's; of a class in its set, 1. */
export function shareOf({ labels, shares, sets }: Gold, row: number, c: number, numClasses: number): number {
  if (sets) return sets[labels[row]!]!.includes(c) ? 1 : 0;
  return shares ? shares[row * numClasses + c]! : labels[row] === c ? 1 : 0;
}

/** The examples at `rows`, in that order. */
export function pickGold({ labels, weights, shares, sets }: Gold, rows: Int32Array): Gold {
  const numClasses = shares ? shares.length / labels.length : 0;
  const picked = shares && new Float32Array(rows.length * numClasses);
  rows.forEach((row, i) => {
    picked?.set(shares!.subarray(row * numClasses, (row + 1) * numClasses), i * numClasses);
  });
  return {
    labels: rows.map((row) => labels[row]!),
    ...(weights && { weights: Float32Array.from(rows, (row) => weights[row]!) }),
    ...(picked && { shares: picked }),
    ...(sets && { sets }),
  };
}

/**
 * How much each label counts so that all classes count alike: `n / (classes that occur * examples of the class)`, scikit-learn's
 * `balanced`.
 *
 * @returns `[C]`; 1 for a class without examples.
 */
export function balancedClassWeights(labels: Int32Array, numClasses: number): Float32Array {
  const counts = new Float32Array(numClasses);
  for (const label of labels) counts[label]! += 1;
  const numFound = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count > 0 ? labels.length / (numFound * count) : 1));
}
