// How much each part of a classifier counts: stacking (Wolpert 1992). n = examples, C = classes, P = parts.

import type { Gold } from "../gold.ts";
import { goldLoss } from "./gold-loss.ts";
import { minimise } from "./minimise.ts";

/** On the squared biases, per class: without a bias the score falls, with less than this rare classes take too much. */
const BIAS_PENALTY = 1e-3;

/** `logits = sum of scales[p] * logits of part p, + bias`. */
export interface Stack {
  /** `[P]`, at least 0. */
  readonly scales: readonly number[];
  /** `[C]`. */
  readonly bias: readonly number[];
}

/**
 * Scales and class bias that minimise the weighted mean of the cross-entropy plus 1e-3 times the squared bias. What is known of an example counts `n / (n + 1)`, and
 * chance the rest, as if every class had a share in one further example: where all answers are right, labels alone would have
 * the scales, and the confidence, grow without end (compare Platt 1999).
 *
 * @param parts - Logits of each part, row-major `[n, C]`, on examples that it was not trained on.
 * @param gold - Of them; weights that are not all 0.
 * @throws RangeError for no examples, or logits of another size.
 */
export function fitStack(parts: readonly Float32Array[], gold: Gold, numClasses: number): Stack {
  checkParts(parts, gold.labels, numClasses);
  const found = minimise(
    (point) => crossEntropy(parts, gold, numClasses, point),
    new Float64Array(parts.length + numClasses).fill(1, 0, parts.length),
  );
  const scales = [...found.subarray(0, parts.length)];
  const worst = scales.indexOf(Math.min(...scales));
  if (!(scales[worst]! < 0)) return { scales, bias: [...found.subarray(parts.length)] };
  // A part that would count against its own answers does not count.
  const others = fitStack(parts.toSpliced(worst, 1), gold, numClasses);
  return { scales: others.scales.toSpliced(worst, 0, 0), bias: others.bias };
}

function checkParts(parts: readonly Float32Array[], labels: Int32Array, numClasses: number): void {
  if (labels.length === 0) throw new RangeError("fitStack: expected at least one example, got none");
  const size = labels.length * numClasses;
  const wrong = parts.findIndex(({ length }) => length !== size);
  if (wrong < 0) return;
  throw new RangeError(`fitStack: expected ${size} logits of part ${wrong}, got ${parts[wrong]!.length}`);
}

/** Row-major `[n, C]`. */
export function stackLogits(parts: readonly Float32Array[], { scales, bias }: Stack): Float32Array {
  const numClasses = bias.length;
  return Float32Array.from({ length: parts[0]!.length }, (_, k) =>
    parts.reduce((sum, logits, p) => sum + scales[p]! * logits[k]!, bias[k % numClasses]!),
  );
}

/** @param point - Scales, then biases. */
function crossEntropy(
  parts: readonly Float32Array[],
  gold: Gold,
  numClasses: number,
  point: Float64Array,
): { value: number; gradient: Float64Array } {
  const numParts = parts.length;
  const gradient = new Float64Array(point.length);
  const logits = new Float64Array(numClasses);
  const slope = new Float64Array(numClasses);
  const n = gold.labels.length;
  const chance = 1 / (n + 1);
  const total = gold.weights?.reduce((sum, weight) => sum + weight, 0) ?? n;
  let value = 0;
  for (let row = 0; row < n; row++) {
    const weight = (gold.weights?.[row] ?? 1) / total;
    const start = row * numClasses;
    for (let c = 0; c < numClasses; c++) {
      logits[c] = point[numParts + c]!;
      for (let p = 0; p < numParts; p++) logits[c]! += point[p]! * parts[p]![start + c]!;
    }
    value += weight * goldLoss(logits, gold, row, chance, slope);
    for (let c = 0; c < numClasses; c++) {
      const d = weight * slope[c]!;
      gradient[numParts + c]! += d;
      for (let p = 0; p < numParts; p++) gradient[p]! += d * parts[p]![start + c]!;
    }
  }
  for (let c = 0; c < numClasses; c++) {
    const b = point[numParts + c]!;
    value += BIAS_PENALTY * b * b;
    gradient[numParts + c]! += 2 * BIAS_PENALTY * b;
  }
  return { value, gradient };
}
