// One benchmark case: the notebook's classifier on random token ids.

import { parseArgs } from "node:util";
import { fit } from "@newsclf/training";

/**
 * @typedef {object} Case
 * @property {string} engine
 * @property {number} batch B.
 * @property {number} time T, tokens of the longest sequence.
 * @property {number} vocab V.
 * @property {boolean} ragged Lengths uniform in `0.4 T .. 0.6 T` instead of T.
 * @property {number | undefined} threads
 * @property {number} steps Measured steps.
 */

/** @returns {Case & { json: boolean }} */
export function parseCase(args = process.argv.slice(2), steps = 10) {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== "--"),
    options: {
      engine: { type: "string", default: "auto" },
      batch: { type: "string", default: "32" },
      time: { type: "string", default: "512" },
      vocab: { type: "string", default: "973" },
      threads: { type: "string" },
      steps: { type: "string", default: String(steps) },
      ragged: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const { engine, ragged, json } = values;
  const threads = values.threads === undefined ? undefined : Number(values.threads);
  return {
    ...{ engine, threads, ragged, json },
    ...{ batch: Number(values.batch), time: Number(values.time) },
    ...{ vocab: Number(values.vocab), steps: Number(values.steps) },
  };
}

/** The model of the notebook. */
export const CLASSIFIER = {
  numClasses: 7,
  embeddingSize: 256,
  hiddenSize: 128,
  numLayers: 2,
  bidirectional: false,
  pooling: /** @type {const} */ ("last"),
  headSizes: [512, 256],
  embeddingDropoutRate: 0,
  dropoutRate: 0.2,
  poolingDropoutRate: 0,
  initializer: /** @type {const} */ ("pytorch"),
};

/** @param {Case} c */
export function createBatch({ batch, time, vocab, ragged }) {
  const random = createRandom(0);
  const uniform = (/** @type {number} */ low, /** @type {number} */ high) =>
    low + Math.floor(random() * (high - low + 1));
  const lengths = Int32Array.from({ length: batch }, () =>
    ragged ? uniform(Math.floor(time * 0.4), Math.floor(time * 0.6)) : time,
  );
  const offsets = new Int32Array(batch + 1);
  lengths.forEach((length, b) => {
    offsets[b + 1] = offsets[b] + length;
  });
  const tokenIds = Int32Array.from({ length: offsets[batch] }, () => uniform(1, vocab - 1));
  const labels = Int32Array.from({ length: batch }, () => uniform(0, CLASSIFIER.numClasses - 1));
  return { tokenIds, offsets, labels, rows: Int32Array.from(labels.keys()) };
}

/**
 * Multiplications and additions that one optimiser step needs in its recurrent layers: tokens that occur more than once
 * share their input projection in the first layer.
 *
 * @param {{ tokenIds: Int32Array }} batch
 */
export function trainingFlops({ tokenIds }) {
  const { embeddingSize, hiddenSize, numLayers } = CLASSIFIER;
  const numDistinct = new Set(tokenIds).size;
  const products = numDistinct * embeddingSize + tokenIds.length * (2 * numLayers - 1) * hiddenSize;
  return 6 * products * 4 * hiddenSize;
}

/**
 * Median milliseconds of an optimiser step.
 *
 * @param {import("@newsclf/training").Trainable} model
 * @param {ReturnType<typeof createBatch>} batch
 * @param {number} warmUp Steps before those that are measured.
 * @param {number} steps
 */
export async function measureTraining(model, batch, warmUp, steps) {
  const numBatches = warmUp + steps;
  const train = { numBatches, epoch: () => Array.from({ length: numBatches }, () => batch) };
  /** @type {number[]} */
  const ends = [];
  await fit(model, {
    ...{ train, numEpochs: 1, seed: 0, weightDecay: 1e-5, restoreBestWeights: false },
    listeners: [{ name: "clock", onStep: () => ends.push(performance.now()) }],
  });
  return median(ends.slice(warmUp).map((end, i) => end - ends[i + warmUp - 1]));
}

/** mulberry32. @param {number} seed */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {readonly number[]} values */
export function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
