import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeOnnx } from "@newsclf/export";
import { assertClose } from "./_close.mjs";
import { CLASS_NAMES, createLstm, createNgrams, logitsOf, MANY_TEXTS, TEXTS } from "./_models.mjs";
import { runOnnx, widen } from "./_run-onnx.mjs";

const classNames = CLASS_NAMES;
const variants = ["last", "mean", "max"].flatMap((pooling) =>
  [1, 2].flatMap((numLayers) =>
    [false, true].flatMap((bidirectional) =>
      [false, true].map((readPadding) => ({ pooling, numLayers, bidirectional, readPadding })),
    ),
  ),
);
const MODELS = [
  ...variants.map(({ readPadding, ...config }) => [
    JSON.stringify({ ...config, readPadding }),
    { classNames, lstm: createLstm(config, { readPadding }) },
  ]),
  ["without a head", { classNames, lstm: createLstm({ headSizes: [] }) }],
  ["n-grams", { classNames, ngrams: createNgrams() }],
  ["both", { classNames, lstm: createLstm(), ngrams: createNgrams() }],
];

for (const [name, model] of MODELS) {
  test(`ONNX Runtime gives our logits in one batch, text by text, and with more padding: ${name}`, async () => {
    const file = await encodeOnnx(model);
    const expected = await logitsOf(model, TEXTS);
    const alone = await Promise.all(TEXTS.map((text) => runOnnx(file, model, [text])));

    assertClose(await runOnnx(file, model, TEXTS), expected);
    assertClose(alone.flat(), expected);
    assertClose(await runOnnx(file, model, TEXTS, widen), expected);
  });
}

for (const [name, model] of MODELS.slice(-5)) {
  test(`ONNX Runtime gives our logits of 1,000 texts, in batches of all sizes: ${name}`, async () => {
    const file = await encodeOnnx(model);
    const found = [];
    for (let size = 1; found.length < MANY_TEXTS.length * classNames.length; size++) {
      const start = found.length / classNames.length;
      found.push(...(await runOnnx(file, model, MANY_TEXTS.slice(start, start + size))));
    }

    assertClose(found, await logitsOf(model, MANY_TEXTS));
  });
}

test("logits differ from text to text", async () => {
  const logits = await logitsOf({ classNames, lstm: createLstm() }, TEXTS);

  assert.ok(Math.abs(logits[0] - logits[6]) > 1e-3);
});

test("ONNX Runtime gives the bias for a model that knows no n-gram", async () => {
  const model = { classNames, ngrams: createNgrams().pruned(1) };

  assertClose(await runOnnx(await encodeOnnx(model), model, ["", "zzz"]), [0.5, -0.25, 0, 0.5, -0.25, 0]);
});
