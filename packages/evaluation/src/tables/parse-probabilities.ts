// Probabilities of classes as tables hold them. n = examples, C = classes.

import { NewsclfError } from "@newsclf-internal/errors";

/** Tables round. */
const TOLERANCE = 1e-2;

/**
 * @param columns - `[C]` columns of `[n]` cells, one a class.
 * @param placeOf - What errors call a row.
 * @param ofSets - Whether an example may have several classes, so that its probabilities need not sum to 1. Default false.
 * @returns Row-major `[n, C]`.
 * @throws NewsclfError `DATA_PROBABILITY` for a cell that is no number in `[0, 1]`, or a row that does not sum to 1.
 */
export function parseProbabilities(
  columns: readonly (readonly string[])[],
  placeOf: (row: number) => string,
  ofSets = false,
): Float32Array {
  const numClasses = columns.length;
  const probs = new Float32Array((columns[0]?.length ?? 0) * numClasses);
  const fail = (row: number, message: string): never => {
    throw new NewsclfError("DATA_PROBABILITY", message, {
      place: placeOf(row),
      fix: "give each class a column with its probability, all that the model knows",
    });
  };
  for (let row = 0; row * numClasses < probs.length; row++) {
    let sum = 0;
    columns.forEach((column, c) => {
      const written = column[row]!;
      const probability = written === "" ? Number.NaN : Number(written);
      if (!(probability >= 0 && probability <= 1)) {
        fail(row, `expected a probability in 0..1, found ${JSON.stringify(written)}`);
      }
      probs[row * numClasses + c] = probability;
      sum += probability;
    });
    if (!ofSets && Math.abs(sum - 1) > TOLERANCE)
      fail(row, `the probabilities sum to ${sum.toPrecision(4)}, expected 1`);
  }
  return probs;
}
