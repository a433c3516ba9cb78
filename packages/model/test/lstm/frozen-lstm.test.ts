// An LSTM on an engine alone, beside the same one on TensorFlow.js's backend of that engine.

import type { Engine } from "@newsclf/kernels/engine";
import { loadEngine } from "@newsclf/kernels/engine/node";
import { selectEngine } from "@newsclf/kernels/node";
import { describe, expect, test } from "vitest";
import { type ClassifierConfig, createClassifier } from "../../src/index.ts";
import { FrozenLstm } from "../../src/inference.ts";
import { SMALL } from "../_small.ts";

/** Texts of several lengths, one of them empty, with tokens that come again. */
const INPUT = { tokenIds: Int32Array.of(2, 3, 2, 10, 1, 5, 5, 9), offsets: Int32Array.of(0, 3, 3, 8) };

const CONFIGS: readonly [string, ClassifierConfig][] = [
  ["the default layers", SMALL],
  ["two layers, in one direction", { ...SMALL, numLayers: 2, bidirectional: false, pooling: "last" }],
  ["two layers, in both directions", { ...SMALL, numLayers: 2, pooling: "mean", headSizes: [] }],
  ["the last states of both directions", { ...SMALL, pooling: "last" }],
];

describe.each(["auto", "wasm"] as const)("on %s", (name) => {
  test.each(CONFIGS)("gives the same bits: %s", async (_, config) => {
    await selectEngine(name, 1);
    const classifier = createClassifier(config, 3);
    const weights = classifier.params.map((param) => param.dataSync().slice() as Float32Array);
    const frozen = new FrozenLstm(config, weights, (await loadEngine(name)).engine);

    const expected = classifier.forward(INPUT).dataSync();
    expect(frozen.logits(INPUT)).toEqual(expected);
    expect(frozen.logits(INPUT)).toEqual(expected);
    expect(frozen.numClasses).toBe(3);
  });

  test("says that it was disposed of", async () => {
    const weights = createClassifier(SMALL, 3).params.map((param) => param.dataSync().slice() as Float32Array);
    const frozen = new FrozenLstm(SMALL, weights, (await loadEngine(name)).engine);
    frozen.dispose();
    frozen.dispose();

    expect(() => frozen.logits(INPUT)).toThrow("logits: the classifier was disposed of");
  });
});

test("holds nothing where its weights do not fit", () => {
  const weights = createClassifier(SMALL, 3).params.map((param) => param.dataSync().slice() as Float32Array);
  const held = new Set<object>();
  const heap = {
    allocate(bytes: number) {
      if (held.size === 3) throw new Error("no room");
      const block = { slab: { buffer: new ArrayBuffer(bytes) }, begin: 0, end: bytes };
      held.add(block);
      return block;
    },
    free: (block: object) => held.delete(block),
  };

  expect(() => new FrozenLstm(SMALL, weights, { copiesInputs: true, heap } as unknown as Engine)).toThrow("no room");
  expect(held.size).toBe(0);
});
