import { expect, test } from "vitest";
import { createClassifier, type KnownLstm, warmStart } from "../../src/index.ts";
import { SMALL } from "../_small.ts";

const config = { ...SMALL, vocabSize: 4, numClasses: 2, embeddingSize: 2, initializer: "pytorch" as const };
const valuesOf = (seed: number, some = config): Float32Array[] =>
  createClassifier(some, seed).params.map((param) => param.dataSync() as Float32Array);
const known: KnownLstm = { config, weights: valuesOf(1), vocab: ["", "?", "a", "b"], classNames: ["x", "y"] };

test("the same words and classes: all weights", () => {
  expect(warmStart(config, 2, known, known)).toEqual(known.weights);
});

test("words and classes are found by name, and new ones begin as in a new classifier", () => {
  const grown = { ...config, vocabSize: 5, numClasses: 3 };
  const names = { vocab: ["", "?", "b", "new", "a"], classNames: ["new", "y", "x"] };
  const weights = warmStart(grown, 2, names, known);
  const fresh = valuesOf(2, grown);
  const row = (values: Float32Array, i: number): number[] => [...values.slice(2 * i, 2 * i + 2)];
  const column = (values: Float32Array, c: number, width: number): number[] => [
    ...values.filter((_, k) => k % width === c),
  ];

  expect([0, 1, 2, 4].map((i) => row(weights[0]!, i))).toEqual([0, 1, 3, 2].map((i) => row(known.weights[0]!, i)));
  expect(row(weights[0]!, 3)).toEqual(row(fresh[0]!, 3));
  expect(weights.slice(1, -2)).toEqual(known.weights.slice(1, -2));
  for (const i of [-2, -1]) {
    expect(column(weights.at(i)!, 1, 3)).toEqual(column(known.weights.at(i)!, 1, 2));
    expect(column(weights.at(i)!, 2, 3)).toEqual(column(known.weights.at(i)!, 0, 2));
    expect(column(weights.at(i)!, 0, 3)).toEqual(column(fresh.at(i)!, 0, 3));
  }
});

test.each([{ hiddenSize: 3 }, { numLayers: 2 }, { headSizes: [] }, { bidirectional: false }, { embeddingSize: 3 }])(
  "refuses other layers: %j",
  (change) => {
    expect(() => warmStart({ ...config, ...change }, 1, known, known)).toThrow("the layers of the known classifier");
  },
);
