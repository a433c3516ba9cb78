import { expect, test } from "vitest";
import { type Param, startWeights } from "../../src/layers/param.ts";
import { classifierLayers, classifierParams } from "../../src/lstm/classifier-layers.ts";
import type { ClassifierConfig } from "../../src/lstm/config.ts";
import { SMALL } from "../_small.ts";

const starts = (config: ClassifierConfig, seed = 1): Map<string, Float32Array> => {
  const params: Param[] = classifierParams(config);
  const weights = startWeights(params, seed);
  return new Map(params.map(({ name }, i) => [name, weights[i]!]));
};

test("parameters have the names, shapes and order of a stock LayersModel", () => {
  expect(classifierParams({ ...SMALL, numLayers: 2 }).map(({ name, shape }) => `${name} ${shape.join("x")}`)).toEqual([
    "embedding_1/embeddings 11x5",
    "bidirectional_1/forward_lstm_1/kernel 5x16",
    "bidirectional_1/forward_lstm_1/recurrent_kernel 4x16",
    "bidirectional_1/forward_lstm_1/bias 16",
    "bidirectional_1/backward_lstm_1/kernel 5x16",
    "bidirectional_1/backward_lstm_1/recurrent_kernel 4x16",
    "bidirectional_1/backward_lstm_1/bias 16",
    "bidirectional_2/forward_lstm_2/kernel 8x16",
    "bidirectional_2/forward_lstm_2/recurrent_kernel 4x16",
    "bidirectional_2/forward_lstm_2/bias 16",
    "bidirectional_2/backward_lstm_2/kernel 8x16",
    "bidirectional_2/backward_lstm_2/recurrent_kernel 4x16",
    "bidirectional_2/backward_lstm_2/bias 16",
    "dense_1/kernel 8x6",
    "dense_1/bias 6",
    "dense_2/kernel 6x3",
    "dense_2/bias 3",
  ]);
});

test("every layer has a name of its own, which selects its dropout masks", () => {
  const names = classifierLayers({ ...SMALL, numLayers: 3, headSizes: [6, 6] }).map(({ name }) => name);

  expect(new Set(names).size).toBe(names.length);
});

test("a parameter starts the same whatever other layers there are", () => {
  const [shallow, deep] = [starts(SMALL), starts({ ...SMALL, numLayers: 3 })];

  expect(deep.get("dense_2/kernel")).toEqual(shallow.get("dense_2/kernel"));
});

test("parameters start from different numbers", () => {
  const weights = starts({ ...SMALL, initializer: "pytorch" });

  expect(weights.get("bidirectional_1/forward_lstm_1/kernel")).not.toEqual(
    weights.get("bidirectional_1/backward_lstm_1/kernel"),
  );
});

test("Keras's start: small embeddings, forget bias 1, other biases 0", () => {
  const weights = starts(SMALL);

  expect([...weights.get("embedding_1/embeddings")!].every((x) => Math.abs(x) <= 0.05)).toBe(true);
  expect([...weights.get("bidirectional_1/backward_lstm_1/bias")!]).toEqual([
    0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0,
  ]);
  expect([...weights.get("dense_1/bias")!]).toEqual([0, 0, 0, 0, 0, 0]);
});

test("PyTorch's start: uniform by hidden size in an LSTM, by inputs in a dense layer", () => {
  const weights = starts({ ...SMALL, initializer: "pytorch" });
  const limit = (name: string): number => Math.max(...[...weights.get(name)!].map(Math.abs));

  for (const name of ["kernel", "recurrent_kernel", "bias"]) {
    expect(limit(`bidirectional_1/forward_lstm_1/${name}`)).toBeLessThanOrEqual(1 / 2);
    expect(limit(`bidirectional_1/forward_lstm_1/${name}`)).toBeGreaterThan(0.35);
  }
  expect(limit("dense_1/kernel")).toBeLessThanOrEqual(1 / Math.sqrt(8));
  expect(limit("dense_2/bias")).toBeLessThanOrEqual(1 / Math.sqrt(6));
});

test.each(["keras", "pytorch"] as const)("the padding row starts at zero: %s", (initializer) => {
  const table = starts({ ...SMALL, initializer }).get("embedding_1/embeddings")!;

  expect([...table.subarray(0, 5)]).toEqual([0, 0, 0, 0, 0]);
  expect(table.subarray(5).every((x) => x !== 0)).toBe(true);
});
