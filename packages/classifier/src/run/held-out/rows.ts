// Rows of logits. C = classes.

import type { Calibration, HeldOutLogits } from "@newsclf/training";

/** @param values - Row-major, `size` a row. */
export function pickRows(values: Float32Array, rows: Int32Array, size: number): Float32Array {
  const picked = new Float32Array(rows.length * size);
  rows.forEach((row, i) => {
    picked.set(values.subarray(row * size, (row + 1) * size), i * size);
  });
  return picked;
}

/** The rows of all other folds. */
export function rowsOfOthers(folds: readonly Int32Array[], fold: Int32Array): Int32Array {
  return Int32Array.from(folds.flatMap((other) => (other === fold ? [] : [...other])));
}

/** Those that can tell something, row-major `[m, C]`. @param calibration - Undefined where they are best as they are. */
export function calibratedRows(
  { logits, gold, rows }: HeldOutLogits,
  calibration: Calibration | undefined,
): Float32Array {
  const numClasses = logits.length / gold.labels.length;
  const known = pickRows(logits, rows, numClasses);
  if (!calibration) return known;
  const { scales, bias } = calibration;
  return known.map((value, k) => scales[k % numClasses]! * value + bias[k % numClasses]!);
}
