// Tensors of the engines' backends: who owns their memory, what shares it, and that all other ops still work on them.

import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EngineBackend } from "../../src/engines/engine-backend.ts";
import {
  adamW,
  dense,
  disposeGradient,
  dropout,
  embedding,
  lstm,
  packedLayout,
  selectEngine,
  sequencePool,
  softmaxCrossEntropy,
  valueAndGradients,
} from "../../src/index.ts";
import { onReference, ownEngines } from "../support/engines.ts";
import { createUniform, largestError } from "../support/random-case.ts";

const HYPER = {
  ...{ learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01, step: 1, gradientScale: 1 },
};

describe.each(ownEngines)("tensors on $name", (engine) => {
  beforeAll(engine.use);
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  test("memory comes back when a tensor is disposed", () => {
    const make = (): tf.Tensor => dropout(tf.ones([1000]), 0.5, 1);
    const before = nextBlock();
    const x = make();
    expect(nextBlock()).not.toBe(before);
    x.dispose();

    expect(nextBlock()).toBe(before);
  });

  test("2,000 training steps take no more memory than the first", () => {
    const step = createTrainStep();
    for (let k = 1; k <= 5; k++) step(k);
    const [tensors, buffers, block] = [tf.memory().numTensors, tf.engine().state.numDataBuffers, nextBlock()];
    for (let k = 6; k <= 2005; k++) step(k);

    expect(tf.memory().numTensors).toBe(tensors);
    expect(tf.engine().state.numDataBuffers).toBe(buffers);
    expect(nextBlock()).toBe(block);
  });

  test("memory comes back from a kernel that throws", () => {
    const table = tf.ones([10, 100]);
    const before = nextBlock();
    const numBuffers = (tf.backend() as EngineBackend).numDataIds();
    for (let k = 0; k < 100; k++) {
      expect(() => tf.tidy(() => tf.gather(table, tf.fill([100], 10, "int32")))).toThrow("ids");
    }

    expect(nextBlock()).toBe(before);
    expect((tf.backend() as EngineBackend).numDataIds()).toBe(numBuffers);
  });

  test("an update that throws leaves variables that later ones write to in place", () => {
    const create = (value: number): tf.Variable => tf.tidy(() => tf.variable(owned([value, value])));
    const [param, m, v] = [create(1), create(2), create(3)];
    const attempt = () => adamW(param, tf.ones([2]), { m, v }, { ...HYPER, gradientScale: Number.NaN });
    expect(attempt).toThrow("finite");

    for (const variable of [param, m, v]) {
      expect((tf.backend() as EngineBackend).refCount(variable.dataId)).toBe(1);
      variable.dispose();
    }
  });

  test.each<[string, (x: tf.Tensor) => tf.Tensor, number[]]>([
    ["clone", (x) => tf.clone(x), [2, 2, 2, 2]],
    ["reshape", (x) => tf.reshape(x, [2, 2]), [2, 2, 2, 2]],
    ["expandDims", (x) => tf.expandDims(x, 0), [2, 2, 2, 2]],
    ["slice", (x) => tf.slice(x, [1], [2]), [2, 2]],
    ["gather", (x) => tf.gather(x, tf.tensor1d([3], "int32")), [2]],
  ])("a %s outlives its source and does not see its updates", (_, derive, expected) => {
    const source = owned([2, 2, 2, 2]);
    const derived = derive(source);
    source.dispose();
    // Takes the place of the source if that is free.
    owned([9, 9, 9, 9]);
    expect([...derived.dataSync()]).toEqual(expected);

    const param = tf.variable(owned([2, 2, 2, 2]));
    const derivedFromParam = derive(param);
    update(param);
    expect([...derivedFromParam.dataSync()]).toEqual(expected);
    expect([...param.dataSync()]).not.toEqual([2, 2, 2, 2]);
    param.dispose();
  });

  test("an update writes in place where nobody else looks, and the result is the same", () => {
    const [alone, shared] = [tf.variable(owned([1, 2, 3, 4])), tf.variable(owned([1, 2, 3, 4]))];
    const other = tf.clone(shared);
    update(alone);
    update(shared);

    expect(alone.dataSync()).toEqual(shared.dataSync());
    expect([...other.dataSync()]).toEqual([1, 2, 3, 4]);
  });

  test("an array that was given to tf.tensor is never written to", () => {
    const values = Float32Array.of(1, 2, 3, 4);
    const slots = Float32Array.of(0, 0, 0, 0);
    const param = tf.variable(tf.tensor1d(values));
    const [m, v] = [tf.variable(tf.tensor1d(slots)), tf.variable(tf.tensor1d(slots))];
    for (let k = 0; k < 3; k++) adamW(param, tf.ones([4]), { m, v }, { ...HYPER, step: k + 1 });

    expect([...values, ...slots]).toEqual([1, 2, 3, 4, 0, 0, 0, 0]);
    expect(param.dataSync()[0]).toBeLessThan(1);
    for (const variable of [param, m, v]) variable.dispose();
  });

  test("values that were read do not change with later updates", () => {
    const param = tf.variable(owned([1, 2, 3, 4]));
    const before = param.dataSync();
    update(param);
    const after = param.dataSync();
    const copy = [...after];
    update(param);

    expect([...before]).toEqual([1, 2, 3, 4]);
    expect([...after]).toEqual(copy);
    param.dispose();
  });

  test("writing to values that were read does not change the tensor", () => {
    const x = owned([1, 2, 3, 4]);
    x.dataSync().fill(7);

    expect([...x.dataSync()]).toEqual([1, 2, 3, 4]);
  });

  test("assign gives a variable a tensor's values, not its memory", () => {
    const [param, next] = [tf.variable(owned([1, 1, 1, 1])), owned([5, 6, 7, 8])];
    param.assign(next);
    update(param);

    expect([...next.dataSync()]).toEqual([5, 6, 7, 8]);
    next.dispose();
    expect(param.dataSync()[3]).toBeCloseTo(8 - 0.1 - 0.008, 4);
    param.dispose();
  });

  test("parameters, slots and gradient may be one tensor", () => {
    const x = owned([1, 2, 3, 4]);
    const param = tf.variable(x);
    adamW(param, x, { m: tf.variable(x), v: tf.variable(x) }, HYPER);

    expect([...x.dataSync()]).toEqual([1, 2, 3, 4]);
  });

  test("an input can be passed twice", () => {
    const x = owned([1, 2, 3, 4]);

    expect([...tf.add(x, x).dataSync()]).toEqual([2, 4, 6, 8]);
    const square = tf.reshape(x, [2, 2]);
    expect([...tf.matMul(square as tf.Tensor2D, square as tf.Tensor2D).dataSync()]).toEqual([7, 10, 15, 22]);
  });

  test("a tensor made on the cpu backend moves here with its copies, and back", async () => {
    const { x, copy } = await onReference(() => {
      const x = tf.tensor1d([1, 2, 3, 4]);
      return { x, copy: tf.clone(x) };
    });
    await engine.use();
    expect([...tf.add(x, x).dataSync()]).toEqual([2, 4, 6, 8]);
    const here = owned([5, 6, 7, 8]);
    x.dispose();
    expect([...copy.dataSync()]).toEqual([1, 2, 3, 4]);

    const sum = await onReference(() => tf.add(here, copy).dataSync());
    await engine.use();
    expect([...sum]).toEqual([6, 8, 10, 12]);
    expect([...tf.sigmoid(here).dataSync()][0]).toBeCloseTo(1 / (1 + Math.exp(-5)), 6);
  });

  test("an empty tensor can be added, joined, activated and multiplied", () => {
    const empty = tf.zeros([0, 3]) as tf.Tensor2D;

    expect(tf.add(empty, empty).shape).toEqual([0, 3]);
    expect(tf.sigmoid(empty).shape).toEqual([0, 3]);
    expect(tf.concat([empty, empty], 1).shape).toEqual([0, 6]);
    expect([...tf.matMul(empty, empty, true).dataSync()]).toEqual(Array(9).fill(0));
  });

  test.each(stockOps)("%s gives what the cpu backend gives", async (_, run) => {
    const collect = (): number[][] => tf.tidy(() => [run()].flat().map((tensor) => [...tensor.dataSync()]));
    const expected = await onReference(collect);
    await engine.use();
    const actual = collect();

    expected.forEach((values, i) => {
      expect(largestError(actual[i]!, values)).toBeLessThanOrEqual(1e-6 * Math.max(1, ...values.map(Math.abs)));
    });
  });

  test.each<[string, () => unknown]>([
    ["split into too few columns", () => tf.split(tf.tanh(matrix()), [1, 1], 1)],
    ["concat of unequal rows", () => tf.concat([matrix(), tf.zeros([2, 0])], 1)],
  ])("%s is refused as on the cpu backend", async (_, run) => {
    await onReference(() => expect(run).toThrow());
    await engine.use();

    expect(run).toThrow();
  });

  test.each<[string, () => tf.Tensor]>([
    ["exp", () => tf.exp(special())],
    ["sigmoid", () => tf.sigmoid(special())],
    ["tanh", () => tf.tanh(special())],
    ["add", () => tf.add(special(), special())],
  ])("%s of NaN and infinity is what the cpu backend gives", async (_, run) => {
    const collect = (): unknown[] => tf.tidy(() => [...run().dataSync()].map((value) => value.toFixed(5)));
    const expected = await onReference(collect);
    await engine.use();

    expect(collect()).toEqual(expected);
  });

  /** A tensor in the engine's memory. */
  function owned(values: number[]): tf.Tensor1D {
    return tf.tidy(() => tf.add<tf.Tensor1D>(tf.tensor1d(values), tf.zeros([values.length])));
  }

  /** Where the next kilobyte would be taken from. */
  function nextBlock(): number {
    const { heap } = (tf.backend() as EngineBackend).engine;
    const block = heap.allocate(1000);
    heap.free(block);
    return block.begin;
  }
});

test.runIf(ownEngines.length === 2)("two engines work side by side in one process", async () => {
  const x = tf.tensor1d([0.1, -2, 3]);
  await selectEngine("native", 2);
  const onNative = tf.sigmoid(x);
  await selectEngine("wasm", 2);
  const sum = tf.add(onNative, tf.sigmoid(x));
  await selectEngine("native", 1);

  expect(
    largestError(
      tf.add(sum, onNative).dataSync(),
      [0.1, -2, 3].map((z) => 3 / (1 + Math.exp(-z))),
    ),
  ).toBeLessThan(1e-6);
});

function update(param: tf.Variable): void {
  const slots = [0, 0].map(() => tf.variable(tf.zerosLike(param))) as [tf.Variable, tf.Variable];
  adamW(param, tf.ones(param.shape), { m: slots[0], v: slots[1] }, HYPER);
  for (const slot of slots) slot.dispose();
}

/** One small training step that covers every op of the package. */
function createTrainStep(): (step: number) => void {
  const layout = packedLayout(Int32Array.of(3, 1, 2));
  const tokenIds = Int32Array.of(0, 3, 1, 2, 3, 0);
  const create = (shape: number[], seed: number): tf.Variable => {
    const size = shape.reduce((product, n) => product * n, 1);
    return tf.tidy(() => tf.variable(tf.tensor(Float32Array.from(createUniform(seed)(size)), shape)));
  };
  const table = create([5, 4], 1);
  const params = { kernel: create([4, 12], 2), recurrentKernel: create([3, 12], 3), bias: create([12], 4) };
  const head = { kernel: create([3, 2], 5), bias: create([2], 6) };
  const all = [table, ...Object.values(params), ...Object.values(head)];
  const slots = all.map((param) => ({ m: tf.variable(tf.zerosLike(param)), v: tf.variable(tf.zerosLike(param)) }));
  return (step) => {
    const { value, gradients } = valueAndGradients(() => {
      const x = dropout(embedding(table as never, tokenIds), 0.2, step);
      const pooled = sequencePool(lstm(x, layout, params as never), layout, step % 2 ? "max" : "mean");
      return softmaxCrossEntropy(dense(pooled, head as never), Int32Array.of(0, 1, 1));
    }, all);
    all.forEach((param, i) => {
      adamW(param, gradients[i]!, slots[i]!, { ...HYPER, step });
    });
    value.dispose();
    gradients.forEach(disposeGradient);
  };
}

function special(): tf.Tensor {
  return tf.tensor1d([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0]);
}

/** Ops of TensorFlow.js that go through our kernels, through its own, and from one to the other. */
const stockOps: [string, () => tf.Tensor | tf.Tensor[]][] = [
  ["softmax", () => tf.softmax(matrix())],
  ["logSoftmax", () => tf.logSoftmax(matrix())],
  ["sum", () => [tf.sum(matrix()), tf.sum(matrix(), 0), tf.sum(matrix(), 1, true)]],
  ["slice", () => tf.slice(tf.tanh(matrix()), [1, 1], [2, 2])],
  ["strided slice", () => tf.stridedSlice(tf.tanh(matrix()), [0, 0], [3, 4], [2, 3])],
  ["transpose", () => tf.transpose(tf.sigmoid(matrix()))],
  ["addition with broadcasting", () => [tf.add(matrix(), tf.tensor1d([1, 2, 3, 4])), tf.add(matrix(), 5)]],
  ["addition of ints", () => tf.add(tf.tensor1d([1, 2], "int32"), tf.tensor1d([3, 4], "int32"))],
  ["addition of ints and floats", () => tf.add(tf.tensor1d([1, 2], "int32"), tf.tensor1d([0.5, 4]))],
  [
    "matMul of casts",
    () => tf.matMul(tf.cast(tf.ones([2, 2], "int32"), "float32"), tf.cast(tf.ones([2, 2], "bool"), "float32")),
  ],
  ["sigmoid of a cast, and the ints afterwards", castAndSource],
  ["gather by a cast", () => tf.gather(matrix(), tf.cast(tf.tensor1d([true, false], "bool"), "int32"))],
  ["batched matMul", () => tf.matMul(tf.ones([2, 3, 4]), tf.fill([2, 4, 2], 0.5))],
  ["broadcast matMul", () => tf.matMul(tf.ones([2, 3, 4]), tf.fill([1, 4, 2], 0.5))],
  ["matMul with a vector", () => tf.dot(matrix(), tf.tensor1d([1, 2, 3, 4]))],
  ["fused matMul", () => tf.fused.matMul({ a: matrix(), b: tf.transpose(matrix()), activation: "relu" })],
  ["gather of columns", () => tf.gather(matrix(), tf.tensor1d([3, 0], "int32"), 1)],
  ["gather of a matrix of ids", () => tf.gather(matrix(), tf.tensor2d([[2, 0]], [1, 2], "int32"))],
  ["gather of ints", () => tf.gather(tf.tensor2d([[1], [2]], [2, 1], "int32"), tf.tensor1d([1], "int32"))],
  ["gather from a cube", () => tf.gather(tf.reshape(matrix(), [3, 2, 2]), tf.tensor1d([2], "int32"))],
  ["gather in batches", () => tf.gather(matrix(), tf.tensor2d([[0], [1], [2]], [3, 1], "int32"), 1, 1)],
  ["concat of rows", () => tf.concat([matrix(), matrix()], 0)],
  ["concat of columns", () => tf.concat([matrix(), tf.tanh(matrix()), tf.zeros([3, 0])], 1)],
  ["concat of ints", () => tf.concat([tf.ones([2, 2], "int32"), tf.zeros([2, 1], "int32")], 1)],
  ["concat along a negative axis", () => tf.concat([matrix(), matrix()], -1)],
  ["stack and unstack", () => tf.unstack(tf.stack([matrix(), matrix()], 1))],
  ["split in equal parts", () => tf.split(tf.tanh(matrix()), 2, 1)],
  ["split in given parts", () => tf.split(tf.tanh(matrix()), [1, 3], 1)],
  ["split with a part to be worked out", () => tf.split(tf.tanh(matrix()), [1, -1], 1)],
  ["split of rows", () => tf.split(tf.tanh(matrix()), [1, 2], 0)],
  ["exp of ints", () => tf.exp(tf.tensor1d([0, 1, 2], "int32"))],
  ["argMax and cast", () => tf.cast(tf.argMax(tf.sigmoid(matrix()), 1), "float32")],
  ["where", () => tf.where(tf.greater(tf.tanh(matrix()), 0), matrix(), tf.zerosLike(matrix()))],
  ["topk", () => tf.topk(tf.tanh(matrix()), 2).values],
  [
    "pad and reverse",
    () =>
      tf.reverse(
        tf.pad(tf.tanh(matrix()), [
          [1, 0],
          [0, 2],
        ]),
        0,
      ),
  ],
  ["tile and mean", () => tf.mean(tf.tile(tf.tanh(matrix()), [2, 2]), 0)],
  ["oneHot", () => tf.cast(tf.oneHot(tf.tensor1d([1, 0], "int32"), 3), "float32")],
  ["a convolution", () => tf.conv1d(tf.reshape(tf.tanh(matrix()), [3, 4, 1]) as never, tf.ones([2, 1, 2]), 1, "same")],
  ["complex numbers", () => tf.real(tf.complex(tf.tanh(matrix()), matrix()))],
];

function castAndSource(): tf.Tensor[] {
  const ints = tf.tensor1d([1, 0, 2], "int32");
  return [tf.sigmoid(tf.cast(ints, "float32")), tf.gather(matrix(), ints), tf.cast(ints, "float32"), ints];
}

function matrix(): tf.Tensor2D {
  return tf.tensor2d(Float32Array.from(createUniform(9)(12)), [3, 4]);
}
