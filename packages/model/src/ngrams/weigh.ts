// How much the n-grams of one kind count in a text: `(1 + ln count) * idf`, scaled to length 1.

/** Mostly there is no logarithm to compute: an n-gram is in a text once. */
export function weightOf(count: number, idf: number): number {
  return count === 1 ? idf : (1 + Math.log(count)) * idf;
}

/** Scales `values[start .. end)`. */
export function scaleToUnit(values: Float32Array, start: number, end: number): void {
  let square = 0;
  for (let k = start; k < end; k++) square += values[k]! * values[k]!;
  const factor = 1 / Math.sqrt(square);
  for (let k = start; k < end; k++) values[k]! *= factor;
}
