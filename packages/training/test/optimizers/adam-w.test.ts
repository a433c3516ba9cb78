import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { AdamW, clipScale } from "../../src/index.ts";
import recorded from "./fixtures/adamw.json" with { type: "json" };

const { learningRate, weightDecay, maxNorm, shapes, initial, steps } = recorded;
const options = { weightDecay };

function createParams(): tf.Variable[] {
  return initial.map((values, i) => tf.variable(tf.tensor(values, shapes[i])));
}

function takeStep(optimizer: AdamW, index: number): void {
  const { gradients, norm } = steps[index]!;
  const tensors = gradients.map((values, i) => tf.tensor(values, shapes[i]));
  optimizer.step(tensors, { learningRate, scale: clipScale(norm, maxNorm) });
  tf.dispose(tensors);
}

test("takes the steps that PyTorch takes", () => {
  const params = createParams();
  const optimizer = new AdamW(params, options);

  const worst = steps.map(({ params: expected }, index) => {
    takeStep(optimizer, index);
    const errors = params.flatMap((param, i) =>
      Array.from(param.dataSync(), (value, k) => Math.abs(value - expected[i]![k]!)),
    );
    return Math.max(...errors);
  });

  expect(Math.max(...worst)).toBeLessThan(1e-6);
});

test("goes on from a saved state with the same bits", async () => {
  const [straight, resumed] = [createParams(), createParams()];
  const optimizer = new AdamW(straight, options);
  takeStep(optimizer, 0);
  const state = await optimizer.save();
  straight.forEach((param, i) => {
    resumed[i]!.assign(param);
  });
  takeStep(optimizer, 1);

  const second = new AdamW(resumed, options);
  second.restore(structuredClone(state));
  takeStep(second, 1);

  expect(resumed.map((param) => param.dataSync())).toEqual(straight.map((param) => param.dataSync()));
  expect(await second.save()).toMatchObject({ step: 2 });
});

test("touches only the rows of a row-sparse gradient", () => {
  const param = tf.variable(tf.ones([3, 2]));
  const optimizer = new AdamW([param]);

  optimizer.step([{ rows: Int32Array.of(1), values: tf.ones([1, 2]) }], { learningRate: 1e-3 });

  const [first, , second, , third] = param.dataSync();
  expect([first, third]).toEqual([1, 1]);
  expect(second).toBeLessThan(1);
});

test("decays rows without a gradient too, if asked for PyTorch's rule", () => {
  const param = tf.variable(tf.ones([3, 2]));
  const optimizer = new AdamW([param], { weightDecay: 0.5, lazyRows: false });

  optimizer.step([{ rows: Int32Array.of(1), values: tf.ones([1, 2]) }], { learningRate: 0.1 });

  const [first, , second, , third] = param.dataSync();
  expect([first, third]).toEqual([Math.fround(0.95), Math.fround(0.95)]);
  expect(second).toBeCloseTo(0.95 - 0.1, 6);
});

test("frees its slots", () => {
  const params = createParams();
  const before = tf.memory().numTensors;
  const optimizer = new AdamW(params);

  takeStep(optimizer, 0);
  optimizer.dispose();

  expect(tf.memory().numTensors).toBe(before);
});

test("rejects a state of other parameters", async () => {
  const state = await new AdamW(createParams().slice(0, 1)).save();

  expect(() => new AdamW(createParams()).restore(state)).toThrow(/restore: expected \d arrays, got 1/);
});

test("rejects a beta of one", () => {
  expect(() => new AdamW([], { beta2: 1 })).toThrow(new RangeError("AdamW: expected beta2 in [0, 1), got 1"));
});
