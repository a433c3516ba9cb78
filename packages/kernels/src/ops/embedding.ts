// Rows of a table by token id. The gradient is row-sparse: see gradients.ts.

import * as tf from "@tensorflow/tfjs-core";
import { createLeaf } from "./_leaf-gradients.ts";

/** One use of a table inside a loss. */
export interface EmbeddingCall {
  readonly table: tf.Tensor;
  readonly tokenIds: Int32Array;
  /** `[N, E]`; the tape ends here, and leads to the table only from other ops. */
  readonly output: tf.Tensor;
  /** Whether it was inside another recording. */
  readonly isNested: boolean;
}

let recording: EmbeddingCall[] | undefined;

/**
 * Rows `[N, E]` of `table [V, E]`.
 *
 * @param tokenIds - `[N]`, each in `0..V-1`.
 */
export function embedding(table: tf.Tensor2D, tokenIds: Int32Array): tf.Tensor2D {
  const vocabSize = table.shape[0];
  const invalid = tokenIds.findIndex((id) => id < 0 || id >= vocabSize);
  if (invalid >= 0) {
    throw new RangeError(`embedding: expected ids in 0..${vocabSize - 1}, got ${tokenIds[invalid]} at ${invalid}`);
  }
  const gather = (): tf.Tensor2D => tf.gather(table, tf.tensor1d(tokenIds, "int32"));
  if (recording === undefined) return gather();
  if (recording.some((call) => call.table === table && !call.isNested)) {
    throw new Error("embedding: a table can be read once in a loss; concatenate the token ids");
  }
  const output = createLeaf(gather);
  recording.push({ table, tokenIds, output, isNested: false });
  return output;
}

/** Runs `f` and tells which tables it read. */
export function recordEmbeddingCalls<T>(f: () => T): [T, readonly EmbeddingCall[]] {
  const outer = recording;
  const calls: EmbeddingCall[] = [];
  recording = calls;
  try {
    return [f(), calls];
  } finally {
    recording = outer;
    outer?.push(...calls.map((call) => ({ ...call, isNested: true })));
  }
}
