// The ops of layers on an engine alone are those on its tensors, to the bit.

import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { EngineOps, loadEngine, type Matrix, packedLayout } from "../../src/engine-node.ts";
import type { LayerOps } from "../../src/layer-ops.ts";
import { tensorOps } from "../../src/ops/tensor-ops.ts";
import { ownEngines } from "../support/engines.ts";

const layout = packedLayout(Int32Array.of(3, 0, 5, 1));
const tokenIds = Int32Array.of(4, 0, 2, 4, 1, 1, 3, 0, 2);
const [E, H, C] = [5, 3, 2];

/** Any numbers, the same each time. */
const numbers = (size: number): Float32Array => Float32Array.from({ length: size }, (_, i) => Math.sin(7 * i + size));

/** All ops one after another. @param place - Puts numbers where the ops want them. */
function network<T>(ops: LayerOps<T>, place: (values: Float32Array, shape: number[]) => T): T {
  const weights = (shape: number[]): T => place(numbers(shape.reduce((a, b) => a * b)), shape);
  const rows = ops.embedding(weights([6, E]), tokenIds);
  const ofDirection = () => ({
    kernel: weights([E, 4 * H]),
    recurrentKernel: weights([H, 4 * H]),
    bias: weights([4 * H]),
  });
  const rowIndex = Int32Array.from({ length: 9 }, (_, i) => 8 - i);
  const ahead = ops.lstm(rows, layout, ofDirection());
  const back = ops.lstm(rows, layout, ofDirection(), { reverse: true, rowIndex });
  const modes = ["max", "mean", "last", "first"] as const;
  const pooled = modes.map((mode) => ops.sequencePool(ops.concatColumns(ahead, back), layout, mode));
  const all = ops.dropout(
    pooled.reduce((a, b) => ops.concatColumns(a, b)),
    0.25,
    7,
  );
  const hidden = ops.dense(all, { kernel: weights([8 * H, 4]), bias: weights([4]) }, "relu");
  return ops.dense(hidden, { kernel: weights([4, C]), bias: weights([C]) });
}

describe.each(ownEngines)("$name", ({ name, useThreads }) => {
  beforeAll(() => useThreads(2));

  test("gives the bits of the tensors", async () => {
    const { engine } = await loadEngine(name);
    const ops = new EngineOps(engine);
    const found = ops.read(() => network<Matrix>(ops, (values, shape) => ops.hold(values, shape)));
    const expected = tf.tidy(() =>
      network<tf.Tensor>(tensorOps, (values, shape) => tf.tensor(values, shape)).dataSync(),
    );
    ops.release();

    expect(found).toHaveLength(4 * C);
    expect(found).toEqual(expected);
  });

  test("leaves the engine's memory as it was", async () => {
    const { engine } = await loadEngine(name);
    const free = (): number => engine.heap.freeRanges.reduce((sum, { begin, end }) => sum + end - begin, 0);
    const run = (): void => {
      const ops = new EngineOps(engine);
      ops.read(() => network<Matrix>(ops, (values, shape) => ops.hold(values, shape)));
      expect(() => ops.read(() => ops.embedding(ops.hold(numbers(4), [2, 2]), Int32Array.of(2)))).toThrow(RangeError);
      ops.release();
    };
    run();
    const before = free();
    run();

    expect(free()).toBe(before);
  });

  test("is the engine of the tensors, with its threads or as many as are asked for", async () => {
    const { engine } = await loadEngine(name);

    expect(engine.numThreads).toBe(2);
    expect((await loadEngine(name, 1)).engine).toBe(engine);
    expect(engine.numThreads).toBe(1);
    await expect(loadEngine(name, 65)).rejects.toThrow("loadEngine: expected numThreads in 1..64, got 65");
  });
});
