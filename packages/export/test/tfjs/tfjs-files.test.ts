import { decodeModel, type TrainedModel } from "@newsclf/model";
import { tokenizerFromJSON } from "@newsclf/tokenizer";
import * as tf from "@tensorflow/tfjs-core";
import { loadLayersModel } from "@tensorflow/tfjs-layers";
import { expect, test } from "vitest";
import { tfjsFiles } from "../../src/index.ts";
import { CLASS_NAMES, createLstm, createNgrams, logitsOf } from "../_models.ts";

const classNames = CLASS_NAMES;

test("is what loadLayersModel reads", async () => {
  const model: TrainedModel = { classNames, lstm: createLstm({ pooling: "last" }) };
  const files = await tfjsFiles(model);
  const json = JSON.parse(text(files, "model.json"));
  const stock = await loadLayersModel({
    load: async () => ({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest[0].weights,
      weightData: files.get("weights.bin")!.slice().buffer,
    }),
  });

  const tokenIds = tokenizerFromJSON(model.lstm!.tokenizer).encode("el gato come");
  const probs = (stock.predict(tf.tensor2d([tokenIds])) as tf.Tensor).dataSync();

  const exps = (await logitsOf(model, ["el gato come"])).map(Math.exp);
  const sum = exps.reduce((a, b) => a + b);
  exps.forEach((value, c) => {
    expect(probs[c]).toBeCloseTo(value / sum, 5);
  });
});

test.each<[string, Omit<TrainedModel, "classNames">, string[], string]>([
  ["an LSTM", { lstm: createLstm() }, ["tokenizer.json"], "of the same length"],
  ["padding", { lstm: createLstm({}, { readPadding: true }) }, ["tokenizer.json"], "zeros to 12 tokens"],
  ["n-grams", { ngrams: createNgrams() }, ["ngrams.bin"], "`ngram_values` (float32)"],
])("says what goes into %s", async (_, model, more, words) => {
  const files = await tfjsFiles({ classNames, ...model });

  expect([...files.keys()].sort()).toEqual(
    ["README.md", "config.json", "manifest.json", "model.json", "weights.bin", ...more].sort(),
  );
  expect(text(files, "README.md")).toContain(words);
});

test("is a model folder, whose weights may take less room", async () => {
  const model: TrainedModel = { classNames, lstm: createLstm({ hiddenSize: 32 }), ngrams: createNgrams() };
  const [exact, small] = await Promise.all([tfjsFiles(model), tfjsFiles(model, { weights: "int8" })]);
  const copy = await decodeModel(async (name) => small.get(name));

  expect(small.get("weights.bin")!.length).toBeLessThan(exact.get("weights.bin")!.length / 2);
  const [found, expected] = [await logitsOf(copy, ["el gato come"]), await logitsOf(model, ["el gato come"])];
  found.forEach((logit, c) => {
    expect(logit).toBeCloseTo(expected[c]!, 1);
  });
});

function text(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  return new TextDecoder().decode(files.get(name));
}
