// Probabilities that can be taken at their word: temperature and vector scaling (Guo et al. 2017). n = examples, C = classes.

import type { Gold } from "../gold.ts";
import { goldLoss } from "../stack/gold-loss.ts";
import { minimise } from "../stack/minimise.ts";

/** From leaving logits as they are to a scale and a bias a class, the simplest first. */
export const CALIBRATION_METHODS = ["none", "temperature", "vector"] as const;

export type CalibrationMethod = (typeof CALIBRATION_METHODS)[number];

/** `logits[c] * scales[c] + bias[c]`; with `temperature` all scales are the inverse temperature, and no bias counts. */
export interface Calibration {
  readonly method: CalibrationMethod;
  /** `[C]`, above 0. */
  readonly scales: readonly number[];
  /** `[C]`. */
  readonly bias: readonly number[];
}

/** Answers on examples that were held out from what gave them. */
export interface HeldOutLogits {
  /** Row-major `[n, C]`. */
  readonly logits: Float32Array;
  readonly gold: Gold;
  /** Rows to look at. */
  readonly rows: Int32Array;
}

/** With more classes each would have too few examples, and the fit would take minutes. */
const MAX_VECTOR = 100;
/** Logits that say enough. */
const MAX_LOGITS = 2 ** 20;
/** On the squared distance of a scale from the mean scale, and of a bias from 0, so that rare classes follow the others. */
const PENALTY = 1e-3;
const NUM_FOLDS = 5;
/** Less would take away what the model knows, and could not be undone. */
const MIN_SCALE = 0.01;

/**
 * Fits the method that has the least cross-entropy on examples that it was not fitted to, over five folds; of equals the simplest.
 * What is known of an example counts `n / (n + 1)`, and chance the rest, as in `fitStack`.
 *
 * @param methods - To choose from.
 * @throws RangeError for no examples.
 */
export function fitCalibration(
  examples: HeldOutLogits,
  numClasses: number,
  methods: readonly CalibrationMethod[] = CALIBRATION_METHODS,
): Calibration {
  if (examples.rows.length === 0) throw new RangeError("fitCalibration: expected at least one example, got none");
  const step = Math.ceil((examples.rows.length * numClasses) / MAX_LOGITS);
  const used = { ...examples, rows: examples.rows.filter((_, i) => i % step === 0) };
  const able = methods.filter((method) => method !== "vector" || numClasses <= MAX_VECTOR);
  const isChoice = able.length > 1 && used.rows.length >= NUM_FOLDS;
  return fitMethod(isChoice ? bestOf(able, used, numClasses) : (able[0] ?? "temperature"), used, numClasses);
}

function bestOf(methods: readonly CalibrationMethod[], examples: HeldOutLogits, numClasses: number): CalibrationMethod {
  const inFold = (isWanted: (fold: number) => boolean): HeldOutLogits => ({
    ...examples,
    rows: examples.rows.filter((_, i) => isWanted(i % NUM_FOLDS)),
  });
  const losses = methods.map(() => 0);
  for (let own = 0; own < NUM_FOLDS; own++) {
    const [others, held] = [inFold((fold) => fold !== own), inFold((fold) => fold === own)];
    methods.forEach((method, i) => {
      losses[i]! += held.rows.length * crossEntropy(held, fitMethod(method, others, numClasses)).value;
    });
  }
  return methods[losses.indexOf(Math.min(...losses))]!;
}

function fitMethod(method: CalibrationMethod, examples: HeldOutLogits, numClasses: number): Calibration {
  const start = { method, scales: new Array<number>(numClasses).fill(1), bias: new Array<number>(numClasses).fill(0) };
  if (method === "none") return start;
  if (method === "temperature") {
    const withScale = (scale: number): Calibration => ({ ...start, scales: start.scales.map(() => scale) });
    const [scale] = minimise(([s]) => {
      const { value, ofScales } = crossEntropy(examples, withScale(s!));
      return { value, gradient: Float64Array.of(ofScales.reduce((sum, d) => sum + d, 0)) };
    }, Float64Array.of(1));
    return withScale(Math.max(MIN_SCALE, scale!));
  }
  const withPoint = (point: Float64Array): Calibration => ({
    ...{ method, scales: [...point.subarray(0, numClasses)], bias: [...point.subarray(numClasses)] },
  });
  const first = Float64Array.of(...start.scales, ...start.bias);
  const { scales, bias } = withPoint(minimise((point) => penalised(examples, withPoint(point)), first));
  return { method, scales: scales.map((scale) => Math.max(MIN_SCALE, scale)), bias };
}

function penalised(examples: HeldOutLogits, calibration: Calibration): { value: number; gradient: Float64Array } {
  const { scales, bias } = calibration;
  const { value, ofScales, ofBias } = crossEntropy(examples, calibration);
  const mean = scales.reduce((sum, scale) => sum + scale, 0) / scales.length;
  const apart = scales.map((scale) => scale - mean);
  return {
    value: [...apart, ...bias].reduce((sum, x) => sum + PENALTY * x * x, value),
    gradient: Float64Array.of(
      ...apart.map((x, c) => ofScales[c]! + 2 * PENALTY * x),
      ...bias.map((x, c) => ofBias[c]! + 2 * PENALTY * x),
    ),
  };
}

/** Weighted mean over the examples, and its gradient. */
function crossEntropy(
  { logits, gold, rows }: HeldOutLogits,
  { scales, bias }: Calibration,
): { value: number; ofScales: Float64Array; ofBias: Float64Array } {
  const numClasses = scales.length;
  const ofScales = new Float64Array(numClasses);
  const ofBias = new Float64Array(numClasses);
  const scaled = new Float64Array(numClasses);
  const slope = new Float64Array(numClasses);
  const chance = 1 / (rows.length + 1);
  const weightOf = (row: number): number => gold.weights?.[row] ?? 1;
  const sum = rows.reduce((sum, row) => sum + weightOf(row), 0);
  let value = 0;
  for (const row of rows) {
    const start = row * numClasses;
    const weight = weightOf(row) / sum;
    for (let c = 0; c < numClasses; c++) scaled[c] = scales[c]! * logits[start + c]! + bias[c]!;
    value += weight * goldLoss(scaled, gold, row, chance, slope);
    for (let c = 0; c < numClasses; c++) {
      const d = weight * slope[c]!;
      ofScales[c]! += d * logits[start + c]!;
      ofBias[c]! += d;
    }
  }
  return { value, ofScales, ofBias };
}
