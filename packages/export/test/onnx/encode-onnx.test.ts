import type { Pooling, TrainedModel } from "@newsclf/model";
import { describe, expect, test } from "vitest";
import { encodeOnnx } from "../../src/index.ts";
import { CLASS_NAMES, createLstm, createNgrams, logitsOf, TEXTS } from "../_models.ts";
import { runOnnx, widen } from "../_runtime.ts";

const classNames = CLASS_NAMES;
const variants = (["last", "mean", "max"] as Pooling[]).flatMap((pooling) =>
  [1, 2].flatMap((numLayers) =>
    [false, true].flatMap((bidirectional) =>
      [false, true].map((readPadding) => ({ pooling, numLayers, bidirectional, readPadding })),
    ),
  ),
);

describe.each<[string, TrainedModel]>([
  ...variants.map(({ readPadding, ...config }): [string, TrainedModel] => [
    JSON.stringify({ ...config, readPadding }),
    { classNames, lstm: createLstm(config, { readPadding }) },
  ]),
  ["without a head", { classNames, lstm: createLstm({ headSizes: [] }) }],
  ["n-grams", { classNames, ngrams: createNgrams() }],
  ["both", { classNames, lstm: createLstm(), ngrams: createNgrams() }],
])("%s", (_, model) => {
  test("gives our logits in one batch, text by text, and with more padding", async () => {
    const file = await encodeOnnx(model);
    const expected = await logitsOf(model, TEXTS);
    const alone = await Promise.all(TEXTS.map((text) => runOnnx(file, model, [text])));

    expectClose(await runOnnx(file, model, TEXTS), expected);
    expectClose(alone.flat(), expected);
    expectClose(await runOnnx(file, model, TEXTS, widen), expected);
  });
});

test("logits differ from text to text", async () => {
  const logits = await logitsOf({ classNames, lstm: createLstm() }, TEXTS);

  expect(Math.abs(logits[0]! - logits[6]!)).toBeGreaterThan(1e-3);
});

test("has no n-gram but the bias for a model that knows none", async () => {
  const ngrams = createNgrams();
  const model = { classNames, ngrams: ngrams.pruned(1) };

  expectClose(await runOnnx(await encodeOnnx(model), model, ["", "zzz"]), [0.5, -0.25, 0, 0.5, -0.25, 0]);
});

test("says what the numbers mean", async () => {
  const text = new TextDecoder().decode(
    await encodeOnnx({ classNames, ngrams: createNgrams(), thresholds: [0.5, 0.25, 0.125], abstainBelow: 0.75 }),
  );

  for (const part of [JSON.stringify(classNames), "[0.5,0.25,0.125]", "sigmoid", "abstain_below"]) {
    expect(text).toContain(part);
  }
});

test("refuses what no ONNX file holds", async () => {
  const lstm = createLstm();
  const values = { length: 2 ** 29 };
  const classifier = { config: lstm.classifier.config, paramNames: ["a"], params: [{ data: async () => values }] };

  await expect(encodeOnnx({ classNames, lstm: { ...lstm, classifier: classifier as never } })).rejects.toMatchObject({
    code: "EXPORT_SIZE",
  });
});

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, k) => {
    expect(Math.abs(value - expected[k]!), `logit ${k}: ${value} and ${expected[k]}`).toBeLessThan(1e-5);
  });
}
