import { isRowSparse } from "@newsclf/kernels";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, expect, test } from "vitest";
import { addSums, decodeSum, disposeSum, encodeSum, type StepSum } from "../../src/group/step-sum.ts";

const PARAMS = [tf.zeros([5, 2]), tf.zeros([2, 3]), tf.scalar(0)];
afterEach(() => {
  expect(tf.memory().numTensors).toBe(PARAMS.length);
});

/** A row-sparse gradient, a dense one and a scalar. */
function createSum(rows: readonly number[], seed: number): StepSum {
  const values = tf.tensor2d(
    rows.map((row) => [row + seed, -0]),
    [rows.length, 2],
  );
  return {
    gradients: [
      { rows: Int32Array.from(rows), values },
      tf.fill([2, 3], seed),
      tf.scalar(seed === 9 ? Number.NaN : seed),
    ],
    losses: [tf.scalar(seed / 2)],
    logits: [tf.tensor2d([[seed, 1, 2]])],
  };
}

const readOf = ({ gradients, losses, logits }: StepSum) => ({
  rows: gradients.map((gradient) => (isRowSparse(gradient) ? [...gradient.rows] : null)),
  gradients: gradients.map((gradient) => [...(isRowSparse(gradient) ? gradient.values : gradient).dataSync()]),
  shapes: gradients.map((gradient) => (isRowSparse(gradient) ? gradient.values : gradient).shape),
  losses: losses.map((loss) => loss.dataSync()[0]),
  logits: logits.map((some) => [...some.dataSync()]),
});

test.each([
  ["of some rows", [0, 3]],
  ["of no row", []],
])("comes back from bytes as it was, with a gradient %s", async (_, rows) => {
  const sum = createSum(rows, 9);
  const expected = readOf(sum);
  const decoded = decodeSum(await encodeSum(sum), PARAMS);

  expect(readOf(decoded)).toEqual(expected);
  disposeSum(sum);
  disposeSum(decoded);
});

test("bytes may lie anywhere", async () => {
  const sum = createSum([1], 3);
  const expected = readOf(sum);
  const bytes = await encodeSum(sum);
  const shifted = Buffer.alloc(bytes.length + 1);
  shifted.set(bytes, 1);
  const decoded = decodeSum(shifted.subarray(1), PARAMS);

  expect(readOf(decoded)).toEqual(expected);
  disposeSum(sum);
  disposeSum(decoded);
});

test("bytes of other parameters are refused", async () => {
  const sum = createSum([1], 3);
  const bytes = await encodeSum(sum);
  disposeSum(sum);

  for (const other of [
    bytes.subarray(4),
    bytes.subarray(0, -4),
    new Uint8Array(),
    new Uint8Array([...bytes, 0, 0, 0, 0]),
  ]) {
    expect(() => decodeSum(other, PARAMS)).toThrow("are no step of this one");
  }
  expect(() => decodeSum(bytes, PARAMS.slice(1))).toThrow("are no step of this one");
});

test("sums add gradients, and have losses and logits one after another", () => {
  const sum = addSums(createSum([0, 3], 1), createSum([3], 2));

  expect(readOf(sum)).toEqual({
    rows: [[0, 3], null, null],
    gradients: [[1, -0, 9, -0], Array(6).fill(3), [3]],
    shapes: [[2, 2], [2, 3], []],
    losses: [0.5, 1],
    logits: [
      [1, 1, 2],
      [2, 1, 2],
    ],
  });
  disposeSum(sum);
});
