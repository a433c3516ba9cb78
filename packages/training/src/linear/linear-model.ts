// Logistic regression on sparse features, by dual coordinate ascent. n = examples, F = features, C = classes.

import { deriveSeed, hash32 } from "@newsclf/kernels";
import { type Gold, shareOf } from "../gold.ts";
import { stepEachClass, stepTogether } from "./dual-step.ts";
import type { SparseRows } from "./sparse-rows.ts";

/** Numbers that a fit keeps of examples and classes: 128 MB, and minutes. */
const MAX_DUALS = 2 ** 25;

/** Whether so many examples, or features, and classes can be fitted in reasonable time and memory. */
export function fitsLinear(size: number, numClasses: number): boolean {
  return size * numClasses <= MAX_DUALS;
}

/** `logits = weights^T features + bias`. */
export interface LinearModel {
  /** Row-major `[F, C]`. */
  readonly weights: Float32Array;
  /** `[C]`. */
  readonly bias: Float64Array;
}

/** Options of `fitLinear`. */
export interface LinearOptions extends Omit<Gold, "labels"> {
  /** F; columns are below it. */
  readonly numFeatures: number;
  /** C. */
  readonly numClasses: number;
  /** Selects the order of the examples. */
  readonly seed: number;
  /** Which examples to fit. Default: all. */
  readonly examples?: Int32Array | undefined;
  /** Weight of the summed cross-entropy against half the squared weights, scikit-learn's `C`; above 0. Default 3. */
  readonly inverseRegularization?: number | undefined;
  /** Passes over the examples; at least 1. Default 5. */
  readonly numEpochs?: number | undefined;
}

/**
 * Multinomial logistic regression with the objective of scikit-learn's `LogisticRegression`: `inverseRegularization` times the
 * summed cross-entropy, each example's times its weight, plus half the squared weights. The bias is the weight of a feature that every example has with the value
 * 1, and regularised as the others are. Where an example may have several classes it is a binary logistic regression for each.
 *
 * Maximised in its dual, an example at a time (SDCA, Shalev-Shwartz and Zhang 2013): there is no learning rate to choose. Same
 * seed, same bits.
 *
 * @param rows - Features, each row of length 1 or so.
 * @param labels - `[n]`, class indices, or numbers of sets.
 * @throws RangeError for no examples, or a label that is none.
 */
export function fitLinear(rows: SparseRows, labels: Int32Array, options: LinearOptions): LinearModel {
  const epochs = linearEpochs(rows, labels, options);
  for (;;) {
    const { done, value } = epochs.next();
    if (done) return value;
  }
}

/** The same an epoch at a time, for callers who have other things to do in between; yields the number of epochs done. */
export function* linearEpochs(
  rows: SparseRows,
  labels: Int32Array,
  options: LinearOptions,
): Generator<number, LinearModel> {
  const { numFeatures, numClasses, seed, numEpochs = 5, inverseRegularization = 3 } = options;
  const examples = options.examples ?? Int32Array.from(labels.keys());
  const { weights, shares, sets } = options;
  checkExamples(examples, labels, sets?.length ?? numClasses);
  const gold: Gold = { labels, shares, sets };
  const ascend = sets ? stepEachClass : stepTogether;
  const model = { weights: new Float32Array(numFeatures * numClasses), bias: new Float64Array(numClasses) };
  // The weights are `inverseRegularization * sum of weight * (gold - dual) x features`, and where they are best, the dual of an example
  // is what the model says of it: each step moves it towards that.
  const dual = new Float32Array(examples.length * numClasses);
  examples.forEach((row, i) => {
    for (let c = 0; c < numClasses; c++) dual[i * numClasses + c] = shareOf(gold, row, c, numClasses);
  });
  const order = Int32Array.from(examples.keys());
  const logits = new Float64Array(numClasses);
  const step = new Float64Array(numClasses);
  for (let epoch = 0; epoch < numEpochs; epoch++) {
    shuffle(order, deriveSeed(seed, "linear", epoch));
    for (const i of order) {
      const row = examples[i]!;
      score(model, rows, row, logits);
      const own = dual.subarray(i * numClasses, (i + 1) * numClasses);
      const factor = inverseRegularization * (weights?.[row] ?? 1);
      ascend(logits, own, factor * squaredLength(rows, row), step);
      for (let c = 0; c < numClasses; c++) {
        own[c]! += step[c]!;
        step[c]! *= -factor;
      }
      addRow(model, rows, row, step);
    }
    yield epoch + 1;
  }
  return model;
}

function checkExamples(examples: Int32Array, labels: Int32Array, numLabels: number): void {
  if (examples.length === 0) throw new RangeError("fitLinear: expected at least one example, got none");
  const wrong = examples.find((row) => !(labels[row]! >= 0 && labels[row]! < numLabels));
  if (wrong !== undefined) {
    throw new RangeError(`fitLinear: expected labels in 0..${numLabels - 1}, got ${labels[wrong]} at row ${wrong}`);
  }
}

/** The feature of the bias counts too. */
function squaredLength({ values, offsets }: SparseRows, row: number): number {
  let sum = 1;
  for (let k = offsets[row]!; k < offsets[row + 1]!; k++) sum += values[k]! * values[k]!;
  return sum;
}

/** Row-major `[examples, C]`. @param examples - Default: all rows. */
export function linearLogits(model: LinearModel, rows: SparseRows, examples?: Int32Array): Float32Array {
  const numClasses = model.bias.length;
  const wanted = examples ?? Int32Array.from({ length: rows.offsets.length - 1 }, (_, row) => row);
  const all = new Float32Array(wanted.length * numClasses);
  const logits = new Float64Array(numClasses);
  wanted.forEach((row, i) => {
    score(model, rows, row, logits);
    all.set(logits, i * numClasses);
  });
  return all;
}

/** `logits = bias + weights[row's columns] . values`. */
function score({ weights, bias }: LinearModel, rows: SparseRows, row: number, logits: Float64Array): void {
  const { columns, values, offsets } = rows;
  const numClasses = logits.length;
  logits.set(bias);
  const end = offsets[row + 1]!;
  for (let k = offsets[row]!; k < end; k++) {
    const start = columns[k]! * numClasses;
    const value = values[k]!;
    for (let c = 0; c < numClasses; c++) logits[c]! += value * weights[start + c]!;
  }
}

/** `weights[row's columns] += values x step`. */
function addRow({ weights, bias }: LinearModel, rows: SparseRows, row: number, step: Float64Array): void {
  const { columns, values, offsets } = rows;
  const numClasses = step.length;
  const end = offsets[row + 1]!;
  for (let k = offsets[row]!; k < end; k++) {
    const start = columns[k]! * numClasses;
    const value = values[k]!;
    for (let c = 0; c < numClasses; c++) weights[start + c]! += value * step[c]!;
  }
  for (let c = 0; c < numClasses; c++) bias[c]! += step[c]!;
}

/** Fisher and Yates; 32 random bits an element, whose bias at these sizes is below 1e-4. */
function shuffle(order: Int32Array, seed: number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor((hash32(seed ^ i) / 2 ** 32) * (i + 1));
    const value = order[i]!;
    order[i] = order[j]!;
    order[j] = value;
  }
}
