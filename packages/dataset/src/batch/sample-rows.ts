// Drawing rows by weight, so that rare ones are seen as often as common ones.

import { type Rng, shuffle } from "../rng.ts";

/**
 * Draws as many rows as there are, with repetition, in random order. Systematic sampling (Kitagawa 1996): a row of weight w
 * is drawn n * w / sum(w) times, rounded up or down, which is as fair as drawing one by one and varies less.
 *
 * @param rows - `[n]`.
 * @param weights - By row, at least 0 and finite; not all of them 0.
 * @throws RangeError for other weights.
 */
export function sampleRows(rows: Int32Array, weights: ArrayLike<number>, rng: Rng): Int32Array {
  const shuffled = shuffle(rows.slice(), rng);
  let total = 0;
  for (const row of shuffled) {
    const weight = weights[row]!;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`sampleRows: expected a weight of at least 0 for row ${row}, got ${weight}`);
    }
    total += weight;
  }
  if (rows.length > 0 && total === 0) throw new RangeError("sampleRows: expected a weight above 0, all are 0");
  const drawn = new Int32Array(rows.length);
  const step = total / rows.length;
  const offset = rng.float();
  let passed = 0;
  let count = 0;
  for (const row of shuffled) {
    passed += weights[row]!;
    while (count < drawn.length && (count + offset) * step < passed) drawn[count++] = row;
  }
  // Rounding may leave the last place open.
  drawn.fill(shuffled.findLast((row) => weights[row]! > 0) ?? 0, count);
  return shuffle(drawn, rng);
}

/**
 * Weights that make every class equally frequent: one over the rows of the class.
 *
 * @param labels - `[n]`, class indices; -1 (unlabelled) counts as a class of its own.
 * @returns `[n]`.
 */
export function classBalancedWeights(labels: Int32Array): Float64Array {
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return Float64Array.from(labels, (label) => 1 / sizes.get(label)!);
}
