import * as tf from "@tensorflow/tfjs-core";
import { loadLayersModel } from "@tensorflow/tfjs-layers";
import { beforeAll, describe, expect, test } from "vitest";
import { createClassifier, decodeModel, encodeModel, type TrainedModel } from "../src/index.ts";
import { BATCH, SMALL } from "./_small.ts";

beforeAll(() => tf.setBackend("cpu"));

const createModel = (config = {}): TrainedModel => ({
  classifier: createClassifier({ ...SMALL, ...config }, 1),
  labelNames: ["a", "b", "ñ"],
  tokenizer: { version: "1.0" },
  maxLength: 20,
  readPadding: false,
});

const decode = (files: Map<string, Uint8Array>): Promise<TrainedModel> => decodeModel(async (name) => files.get(name));

test("a model comes back bit for bit", async () => {
  const model = createModel();
  const copy = await decode(await encodeModel(model));

  expect(copy.classifier.params.map((param) => param.dataSync())).toEqual(
    model.classifier.params.map((p) => p.dataSync()),
  );
  expect({ ...copy, classifier: copy.classifier.config }).toEqual({ ...model, classifier: model.classifier.config });
});

describe.each([
  { pooling: "last", bidirectional: false, numLayers: 2 },
  { pooling: "last", bidirectional: true, numLayers: 2 },
  { pooling: "mean", bidirectional: true, numLayers: 1 },
  { pooling: "max", bidirectional: false, numLayers: 1 },
])("stock tf.loadLayersModel: %o", (config) => {
  test("gives the same probabilities", async () => {
    const model = createModel(config);
    const files = await encodeModel(model);
    const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(files.get("model.json")));
    const stock = await loadLayersModel(
      tf.io.fromMemory({
        modelTopology,
        weightSpecs: weightsManifest[0].weights,
        weightData: files.get("weights.bin")!.slice().buffer,
      }),
    );

    const probs = (stock.predict(tf.tensor2d(BATCH.tokenIds, [3, 4], "int32")) as tf.Tensor).dataSync();
    const expected = tf.softmax(model.classifier.forward(BATCH)).dataSync();

    expect(probs.length).toBe(9);
    probs.forEach((prob, i) => {
      expect(prob).toBeCloseTo(expected[i]!, 6);
    });
  });
});

test("stock tf.loadLayersModel ignores padding where it pools the last state", async () => {
  const model = createModel({ pooling: "last", bidirectional: false });
  const files = await encodeModel(model);
  const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(files.get("model.json")));
  const weightData = files.get("weights.bin")!.slice().buffer;
  const stock = await loadLayersModel(
    tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }),
  );

  const probs = (stock.predict(tf.tensor2d([[2, 3, 0, 0]], [1, 4], "int32")) as tf.Tensor).dataSync();
  const expected = tf
    .softmax(model.classifier.forward({ tokenIds: Int32Array.of(2, 3), lengths: Int32Array.of(2) }))
    .dataSync();

  expect(Math.max(...probs.map((prob, i) => Math.abs(prob - expected[i]!)))).toBeLessThan(1e-6);
});

test.each([
  ["a missing file", "weights.bin", undefined, "MODEL_MISSING", "weights.bin"],
  ["a shorter file", "weights.bin", (b: Uint8Array) => b.slice(4), "MODEL_SIZE", "bytes, manifest says"],
  ["one changed bit", "weights.bin", flipped, "MODEL_CORRUPT", "weights.bin: SHA-256 differs from manifest"],
  ["a changed label", "config.json", flipped, "MODEL_CORRUPT", "config.json: SHA-256 differs from manifest"],
  ["a manifest that is no JSON", "manifest.json", (b: Uint8Array) => b.slice(9), "MODEL_JSON", "manifest.json"],
  ["a manifest of null", "manifest.json", () => new TextEncoder().encode("null"), "MODEL_JSON", "expected an object"],
  ["a manifest without files", "manifest.json", set({ files: {} }), "MODEL_JSON", "no entry for config.json"],
  ["a path above the folder", "manifest.json", set({ files: { "../x": {} } }), "MODEL_PATH", '"../x" leaves the model'],
  [
    "a path from the root",
    "manifest.json",
    set({ files: { "/etc/x": {} } }),
    "MODEL_PATH",
    '"/etc/x" leaves the model',
  ],
  ["a URL", "manifest.json", set({ files: { "http:x": {} } }), "MODEL_PATH", '"http:x" leaves the model'],
  ["a newer format", "manifest.json", newerFormat, "MODEL_VERSION", "format 2; this newsclf reads 1"],
] as const)("refuses %s", async (_, name, change, code, message) => {
  const files = await encodeModel(createModel());
  if (change === undefined) files.delete(name);
  else files.set(name, change(files.get(name)!));

  await expect(decode(files)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
});

test.each([
  ["a NaN weight", { "weights.bin": nanFirst }, "MODEL_NONFINITE"],
  ["weights that do not fit the configuration", { "weights.bin": (b: Uint8Array) => b.slice(4) }, "MODEL_LIMIT"],
  ["more labels than outputs", { "config.json": addLabel }, "MODEL_MISMATCH"],
  ["labels that are no strings", { "config.json": set({ labelNames: [1, 2, 3] }) }, "MODEL_JSON"],
  ["a layer that runs code", { "model.json": set({ modelTopology: { class_name: "Lambda" } }) }, "MODEL_LAYER"],
  ["a layer called constructor", { "model.json": set({ x: [{ class_name: "constructor" }] }) }, "MODEL_LAYER"],
  ["layers that are no JSON", { "model.json": () => new Uint8Array() }, "MODEL_JSON"],
  ["a repeated label", { "config.json": set({ labelNames: ["a", "b", "a"] }) }, "MODEL_JSON"],
  ["padding that is neither read nor not", { "config.json": set({ readPadding: "no" }) }, "MODEL_JSON"],
  ["a negative length", { "config.json": set({ maxLength: -1 }) }, "MODEL_JSON"],
  ["a configuration of null", { "config.json": () => new TextEncoder().encode("null") }, "MODEL_JSON"],
] as const)("refuses %s although the hashes agree", async (_, changes, code) => {
  const files = await encodeModel(createModel());
  for (const [name, change] of Object.entries(changes)) files.set(name, change(files.get(name)!));

  await expect(decode(await rehashed(files))).rejects.toMatchObject({ code });
});

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy[copy.length >> 1]! ^= 1;
  return copy;
}

function set(fields: object): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => edit(bytes, (value) => Object.assign(value, fields));
}

function newerFormat(bytes: Uint8Array): Uint8Array {
  return edit(bytes, (manifest) => Object.assign(manifest, { formatVersion: 2 }));
}

function addLabel(bytes: Uint8Array): Uint8Array {
  return edit(bytes, (config) => Object.assign(config, { labelNames: ["a", "b", "c", "d"] }));
}

function nanFirst(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setFloat32(0, Number.NaN, true);
  return copy;
}

function edit(bytes: Uint8Array, change: (value: object) => object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(change(JSON.parse(new TextDecoder().decode(bytes)))));
}

async function rehashed(files: Map<string, Uint8Array>): Promise<Map<string, Uint8Array>> {
  const entries: [string, object][] = [];
  for (const [name, bytes] of files) {
    if (name === "manifest.json") continue;
    const digest = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
    entries.push([name, { size: bytes.length, sha256: Buffer.from(digest).toString("hex") }]);
  }
  const manifest = { formatVersion: 1, files: Object.fromEntries(entries) };
  return files.set("manifest.json", new TextEncoder().encode(JSON.stringify(manifest)));
}
