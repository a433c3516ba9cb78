// ONNX files in a browser, by ONNX Runtime's WebAssembly.

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { TrainedModel } from "@newsclf/model";
import { findChromium, runPage } from "@newsclf-internal/chromium";
import { expect, test } from "vitest";
import { createOnnxInputs, encodeOnnx } from "../src/index.ts";
import { makeFolder } from "./_folders.ts";
import { CLASS_NAMES, createLstm, createNgrams, logitsOf, TEXTS } from "./_models.ts";

const chromium = findChromium();
const classNames = CLASS_NAMES;
const MODELS: Readonly<Record<string, TrainedModel>> = {
  both: { classNames, lstm: createLstm({ numLayers: 2 }), ngrams: createNgrams() },
  last: { classNames, lstm: createLstm({ pooling: "last" }, { readPadding: true }) },
  mean: { classNames, lstm: createLstm({ pooling: "mean", bidirectional: false }) },
};

/** The release that comes with transformers.js. */
const runtime = dirname(
  createRequire(createRequire(import.meta.url).resolve("@huggingface/transformers")).resolve("onnxruntime-web"),
);

test.skipIf(chromium === undefined)(
  "give our logits",
  async () => {
    const folder = makeFolder();
    const inputs: Record<string, unknown> = {};
    for (const [name, model] of Object.entries(MODELS)) {
      writeFileSync(join(folder, `${name}.onnx`), await encodeOnnx(model));
      const ofTexts = Object.entries(createOnnxInputs(model)(TEXTS));
      inputs[name] = ofTexts.map(([input, { type, data, dims }]) => [input, type, Array.from(data, Number), dims]);
    }

    const found = (await runPage(chromium!, {
      script: script(inputs),
      folders: { ort: runtime, models: folder },
    })) as Record<string, number[]>;

    expect(Object.keys(found)).toEqual(Object.keys(MODELS));
    for (const [name, model] of Object.entries(MODELS)) {
      const expected = await logitsOf(model, TEXTS);
      expect(Math.max(...expected.map((value, k) => Math.abs(found[name]![k]! - value)))).toBeLessThan(1e-5);
    }
  },
  120_000,
);

function script(inputs: object): string {
  return `
    import { env, InferenceSession, Tensor } from "/ort/ort.wasm.bundle.min.mjs";
    env.wasm.numThreads = 1;
    env.wasm.wasmPaths = "/ort/";
    const found = {};
    for (const [name, inputs] of Object.entries(${JSON.stringify(inputs)})) {
      const session = await InferenceSession.create("/models/" + name + ".onnx");
      const tensors = inputs.map(([name, type, data, dims]) => {
        const values = type === "int64" ? BigInt64Array.from(data, BigInt) : Float32Array.from(data);
        return [name, new Tensor(type, values, dims)];
      });
      const { logits } = await session.run(Object.fromEntries(tensors));
      found[name] = [...logits.data];
    }
    document.body.textContent = JSON.stringify(found);`;
}
