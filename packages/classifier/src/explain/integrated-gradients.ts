// How much each token of a text adds to what an LSTM says of it (Sundararajan, Taly and Yan 2017). T = tokens, E = numbers a
// token, C = classes.

import { disposeGradient, valueAndGradients } from "@newsclf/kernels";
import type { LstmClassifier } from "@newsclf/model";
import * as tf from "@tensorflow/tfjs-core";

/** Steps from no words to the text; more where they do not add up. */
const NUM_STEPS = 32;
const MAX_STEPS = 1024;
/** Numbers of embeddings at once: 16 MB. */
const MAX_NUMBERS = 2 ** 22;
/** Of the whole difference, that the parts may miss it by. */
const TOLERANCE = 0.005;
/** Where there is next to no difference: logits. */
const LEAST_DIFFERENCE = 0.01;

/** What the tokens add to a score. */
export interface Attribution {
  /** `[T]`; together the score minus the base, within 1 %. */
  readonly ofTokens: Float64Array;
  /** The score of as many tokens that say nothing: embeddings of zeros. */
  readonly base: number;
  readonly score: number;
}

/**
 * Integrated gradients over the embedding, from zeros to the text.
 *
 * @param tokenIds - `[T]`, at least one.
 * @param direction - `[C]`: the score is this times the logits.
 */
export async function integratedGradients(
  classifier: LstmClassifier,
  tokenIds: Int32Array,
  direction: Float32Array,
): Promise<Attribution> {
  const vectors = await embeddingsOf(classifier, tokenIds);
  const [base, score] = await scoresAt(classifier, vectors, tokenIds.length, direction, [0, 1]);
  const size = vectors.length / tokenIds.length;
  for (let numSteps = NUM_STEPS; ; numSteps *= 2) {
    const slopes = await meanSlopes(classifier, vectors, tokenIds.length, direction, numSteps);
    const ofTokens = new Float64Array(tokenIds.length);
    vectors.forEach((value, k) => {
      ofTokens[Math.floor(k / size)]! += value * slopes[k]!;
    });
    const missed = Math.abs(ofTokens.reduce((sum, value) => sum + value, 0) - (score! - base!));
    const isEnough = missed <= TOLERANCE * Math.max(LEAST_DIFFERENCE, Math.abs(score! - base!));
    if (isEnough || numSteps >= MAX_STEPS) return { ofTokens, base: base!, score: score! };
  }
}

/** Row-major `[T, E]`. */
async function embeddingsOf({ params, config }: LstmClassifier, tokenIds: Int32Array): Promise<Float32Array> {
  const table = (await params[0]!.data()) as Float32Array;
  const size = config.embeddingSize;
  const vectors = new Float32Array(tokenIds.length * size);
  tokenIds.forEach((id, t) => {
    vectors.set(table.subarray(id * size, (id + 1) * size), t * size);
  });
  return vectors;
}

/** The mean over the middles of equal steps, row-major `[T, E]`. */
async function meanSlopes(
  classifier: LstmClassifier,
  vectors: Float32Array,
  numTokens: number,
  direction: Float32Array,
  numSteps: number,
): Promise<Float64Array> {
  const sums = new Float64Array(vectors.length);
  const atOnce = Math.max(1, Math.floor(MAX_NUMBERS / vectors.length));
  for (let start = 0; start < numSteps; start += atOnce) {
    const steps = Array.from({ length: Math.min(atOnce, numSteps - start) }, (_, i) => (start + i + 0.5) / numSteps);
    (await slopesAt(classifier, vectors, steps, numTokens, direction)).forEach((slope, k) => {
      sums[k % vectors.length]! += slope / numSteps;
    });
  }
  return sums;
}

/** Row-major `[steps, T, E]`. */
async function slopesAt(
  classifier: LstmClassifier,
  vectors: Float32Array,
  steps: readonly number[],
  numTokens: number,
  direction: Float32Array,
): Promise<Float32Array> {
  const start = scaled(vectors, steps, classifier.config.embeddingSize);
  const table = tf.variable(start);
  start.dispose();
  try {
    const { value, gradients } = valueAndGradients(
      () => sumOfScores(logitsOf(classifier, table, numTokens), direction),
      [table],
    );
    value.dispose();
    const [gradient] = gradients;
    try {
      return (await ("values" in gradient! ? gradient.values : gradient!).data()) as Float32Array;
    } finally {
      gradients.forEach(disposeGradient);
    }
  } finally {
    table.dispose();
  }
}

async function scoresAt(
  classifier: LstmClassifier,
  vectors: Float32Array,
  numTokens: number,
  direction: Float32Array,
  steps: readonly number[],
): Promise<Float32Array> {
  const scores = tf.tidy(() => {
    const table = scaled(vectors, steps, classifier.config.embeddingSize);
    return tf.sum(tf.mul(logitsOf(classifier, table, numTokens), tf.tensor1d(direction)), 1);
  });
  const found = (await scores.data()) as Float32Array;
  scores.dispose();
  return found;
}

/** The embeddings times each number, one after another: `[steps * T, E]`. */
function scaled(vectors: Float32Array, steps: readonly number[], size: number): tf.Tensor2D {
  const all = new Float32Array(steps.length * vectors.length);
  steps.forEach((step, i) => {
    vectors.forEach((value, k) => {
      all[i * vectors.length + k] = step * value;
    });
  });
  return tf.tensor2d(all, [all.length / size, size]);
}

/** `[B, C]`, of texts that have a row of the table for each of their tokens. */
function logitsOf(classifier: LstmClassifier, table: tf.Tensor, numTokens: number): tf.Tensor2D {
  const numRows = table.shape[0]!;
  const tokenIds = Int32Array.from({ length: numRows }, (_, id) => id);
  const offsets = Int32Array.from({ length: numRows / numTokens + 1 }, (_, b) => b * numTokens);
  return classifier.forwardFrom(table, { tokenIds, offsets });
}

/** With a gradient of its own: programs need not load those of TensorFlow.js. */
function sumOfScores(logits: tf.Tensor2D, direction: Float32Array): tf.Scalar {
  return tf.customGrad((logits, save) => {
    const { shape } = logits as tf.Tensor2D;
    const slopes = tf.tile(tf.tensor2d(direction, [1, direction.length]), [shape[0]!, 1]);
    const value = tf.sum(tf.mul(logits as tf.Tensor2D, slopes)) as tf.Scalar;
    (save as (tensors: tf.Tensor[]) => void)([slopes]);
    return { value, gradFunc: (dy: tf.Tensor, [slopes]: tf.Tensor[]) => [tf.mul(slopes!, dy)] };
  })(logits) as tf.Scalar;
}
