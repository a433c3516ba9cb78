import { expect, test } from "vitest";
import { formatSummary, summarize } from "../../src/index.ts";
import { SMALL } from "../_small.ts";

const NOTEBOOK = {
  ...SMALL,
  vocabSize: 974,
  numClasses: 7,
  embeddingSize: 256,
  hiddenSize: 128,
  numLayers: 2,
  bidirectional: false,
  headSizes: [512, 256],
};

test("counts the parameters of the notebook's network, with one bias a gate", () => {
  expect(summarize(NOTEBOOK)).toMatchObject({ numLstmParams: 578_048, numHeadParams: 199_175, numParams: 777_223 });
});

test("lists a bidirectional layer as its two directions", () => {
  const { layers } = summarize(SMALL);

  expect(layers.map(({ name }) => name)).toEqual([
    "embedding_1",
    "bidirectional_1/forward_lstm_1",
    "bidirectional_1/backward_lstm_1",
    "dense_1",
    "dense_2",
  ]);
});

test("prints a table with totals", () => {
  const lines = formatSummary(summarize(NOTEBOOK)).split("\n");

  expect(lines[0]).toMatch(/^embedding_1 +974x256 +249,344$/);
  expect(lines.at(-1)).toMatch(/^total +777,223$/);
  expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
});
