import "@tensorflow/tfjs-backend-cpu";
import { selectEngine } from "@newsclf/kernels/node";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clipScale, Sgd } from "../../src/index.ts";
import recorded from "./fixtures/sgd.json" with { type: "json" };

const { learningRate, momentum, weightDecay, maxNorm, shapes, initial, steps } = recorded;
const options = { momentum, weightDecay };

function createParams(): tf.Variable[] {
  return initial.map((values, i) => tf.variable(tf.tensor(values, shapes[i])));
}

function takeStep(optimizer: Sgd, index: number): void {
  const { gradients, norm } = steps[index]!;
  const tensors = gradients.map((values, i) => tf.tensor(values, shapes[i]));
  optimizer.step(tensors, { learningRate, scale: clipScale(norm, maxNorm) });
  tf.dispose(tensors);
}

describe.each(["cpu", "wasm engine"])("on the backend %s", (backend) => {
  beforeAll(async () => {
    if (backend === "cpu") await tf.setBackend("cpu");
    else await selectEngine("wasm", 1);
  });
  afterAll(() => tf.setBackend("cpu"));

  test("takes the steps that PyTorch takes", () => {
    const params = createParams();
    const optimizer = new Sgd(params, options);

    const worst = steps.map(({ params: expected }, index) => {
      takeStep(optimizer, index);
      const errors = params.flatMap((param, i) =>
        Array.from(param.dataSync(), (value, k) => Math.abs(value - expected[i]![k]!)),
      );
      return Math.max(...errors);
    });

    expect(Math.max(...worst)).toBeLessThan(1e-6);
  });

  test("takes a row-sparse gradient as PyTorch takes a dense one, if asked for its rule", () => {
    const [dense, sparse] = [createParams()[0]!, createParams()[0]!];
    const [ofDense, ofSparse] = [[dense], [sparse]].map((params) => new Sgd(params!, { ...options, lazyRows: false }));
    for (const { gradients } of steps) {
      const row = tf.tensor(gradients[0]!.slice(3), [1, 3]) as tf.Tensor2D;
      ofDense!.step([tf.concat([tf.zeros([1, 3]), row])], { learningRate });
      ofSparse!.step([{ rows: Int32Array.of(1), values: row }], { learningRate });
    }

    expect(sparse.dataSync()).toEqual(dense.dataSync());
  });

  test("touches only the rows of a row-sparse gradient", () => {
    const param = tf.variable(tf.ones([3, 2]));
    const optimizer = new Sgd([param], { momentum: 0.5, weightDecay: 0.5 });
    const step = (row: number): void =>
      optimizer.step([{ rows: Int32Array.of(row), values: tf.ones([1, 2]) }], { learningRate: 0.1 });

    step(1);
    step(2);

    expect(param.dataSync()).toEqual(Float32Array.of(1, 1, 0.85, 0.85, 0.85, 0.85));
  });
});

test("goes on from a saved state with the same bits", async () => {
  const [straight, resumed] = [createParams(), createParams()];
  const optimizer = new Sgd(straight, options);
  takeStep(optimizer, 0);
  const state = await optimizer.save();
  straight.forEach((param, i) => {
    resumed[i]!.assign(param);
  });
  takeStep(optimizer, 1);

  const second = new Sgd(resumed, options);
  second.restore(structuredClone(state));
  takeStep(second, 1);

  expect(resumed.map((param) => param.dataSync())).toEqual(straight.map((param) => param.dataSync()));
});

test("frees its slots, and what it works with", () => {
  const params = [...createParams(), tf.variable(tf.ones([3, 2]))];
  const gradients = [...params.slice(0, 2).map(tf.onesLike), { rows: Int32Array.of(1), values: tf.ones([1, 2]) }];
  const before = tf.memory().numTensors;
  const optimizer = new Sgd(params);

  optimizer.step(gradients as tf.Tensor[], { learningRate });
  optimizer.dispose();

  expect(tf.memory().numTensors).toBe(before);
});

test("rejects a state of other parameters, and one of another optimizer", async () => {
  const state = await new Sgd(createParams().slice(0, 1)).save();

  expect(() => new Sgd(createParams()).restore(state)).toThrow("restore: expected 2 arrays, got 1");
  expect(() => new Sgd(createParams()).restore({ step: 1 })).toThrow("restore: expected 2 arrays, got 0");
});

test("rejects a momentum of one", () => {
  expect(() => new Sgd([], { momentum: 1 })).toThrow(new RangeError("Sgd: expected momentum in [0, 1), got 1"));
});
