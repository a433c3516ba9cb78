// ONNX files in a browser, by ONNX Runtime's WebAssembly.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { createOnnxInputs, encodeOnnx } from "@newsclf/export";
import { chromium, readPage } from "../../bundlers/test/_page.mjs";
import { serve } from "../../bundlers/test/_serve.mjs";
import { assertClose } from "./_close.mjs";
import { makeFolder } from "./_folders.mjs";
import { CLASS_NAMES, createLstm, createNgrams, logitsOf, MANY_TEXTS, TEXTS } from "./_models.mjs";

const classNames = CLASS_NAMES;
const texts = [...TEXTS, ...MANY_TEXTS];
const MODELS = {
  both: { classNames, lstm: createLstm({ numLayers: 2 }), ngrams: createNgrams() },
  last: { classNames, lstm: createLstm({ pooling: "last" }, { readPadding: true }) },
  mean: { classNames, lstm: createLstm({ pooling: "mean", bidirectional: false }) },
};

/** The release that comes with transformers.js. */
const runtime = dirname(
  createRequire(createRequire(import.meta.url).resolve("@huggingface/transformers")).resolve("onnxruntime-web"),
);

test("ONNX Runtime gives our logits in a browser", { skip: !chromium }, async (t) => {
  const folder = makeFolder(t);
  const inputs = {};
  for (const [name, model] of Object.entries(MODELS)) {
    writeFileSync(join(folder, `${name}.onnx`), await encodeOnnx(model));
    const ofTexts = Object.entries(createOnnxInputs(model)(texts));
    inputs[name] = ofTexts.map(([input, { type, data, dims }]) => [input, type, Array.from(data, Number), dims]);
  }
  writeFileSync(join(folder, "index.html"), '<!doctype html><script type="module" src="./page.js"></script>');
  writeFileSync(join(folder, "page.js"), script(inputs));
  const { url, close } = await serve([folder, runtime]);
  t.after(close);

  const { error, ...found } = await readPage(url);

  assert.equal(error, undefined);
  assert.deepEqual(Object.keys(found), Object.keys(MODELS));
  for (const [name, model] of Object.entries(MODELS)) assertClose(found[name], await logitsOf(model, texts));
});

function script(inputs) {
  return `
    import { env, InferenceSession, Tensor } from "/ort.wasm.bundle.min.mjs";

    env.wasm.numThreads = 1;
    env.wasm.wasmPaths = "/";
    const result = await run().catch((error) => ({ error: String(error) }));
    const address = new URLSearchParams(location.search).get("report");
    await fetch(address, { method: "POST", mode: "no-cors", body: JSON.stringify(result) });

    async function run() {
      const found = {};
      for (const [name, inputs] of Object.entries(${JSON.stringify(inputs)})) {
        const session = await InferenceSession.create("/" + name + ".onnx");
        const tensors = inputs.map(([name, type, data, dims]) => {
          const values = type === "int64" ? BigInt64Array.from(data, BigInt) : Float32Array.from(data);
          return [name, new Tensor(type, values, dims)];
        });
        const { logits } = await session.run(Object.fromEntries(tensors));
        found[name] = [...logits.data];
      }
      return found;
    }`;
}
