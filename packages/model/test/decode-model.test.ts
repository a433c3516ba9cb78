import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { createClassifier, decodeModel, encodeModel, FORMAT_VERSION, type TrainedModel } from "../src/index.ts";
import { SMALL } from "./_small.ts";

beforeAll(() => tf.setBackend("cpu"));

const createModel = (): TrainedModel => ({
  classifier: createClassifier(SMALL, 1),
  classNames: ["a", "b", "ñ"],
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

test.each([
  ["a missing file", "weights.bin", undefined, "MODEL_MISSING", "weights.bin"],
  ["a shorter file", "weights.bin", (b: Uint8Array) => b.slice(4), "MODEL_SIZE", "bytes, manifest says"],
  ["one changed bit", "weights.bin", flipped, "MODEL_CORRUPT", "weights.bin: SHA-256 differs from manifest"],
  ["a changed class name", "config.json", flipped, "MODEL_CORRUPT", "config.json: SHA-256 differs from manifest"],
  ["a manifest that is no JSON", "manifest.json", (b: Uint8Array) => b.slice(9), "MODEL_JSON", "manifest.json"],
  ["a manifest of null", "manifest.json", () => new TextEncoder().encode("null"), "MODEL_JSON", "expected an object"],
  ["a manifest without files", "manifest.json", set({ files: {} }), "MODEL_JSON", "no entry for config.json"],
  [
    "a manifest with an entry of null",
    "manifest.json",
    set({ files: { "config.json": null } }),
    "MODEL_JSON",
    "no entry",
  ],
  ["a manifest whose files are no object", "manifest.json", set({ files: 1 }), "MODEL_JSON", "expected files, found 1"],
  ["a path above the folder", "manifest.json", set({ files: { "../x": {} } }), "MODEL_PATH", '"../x" leaves the model'],
  [
    "a path from the root",
    "manifest.json",
    set({ files: { "/etc/x": {} } }),
    "MODEL_PATH",
    '"/etc/x" leaves the model',
  ],
  ["a URL", "manifest.json", set({ files: { "http:x": {} } }), "MODEL_PATH", '"http:x" leaves the model'],
  ["a newer format", "manifest.json", newerFormat, "MODEL_VERSION", "format 3; this newsclf reads 2"],
] as const)("refuses %s", async (_, name, change, code, message) => {
  const files = await encodeModel(createModel());
  if (change === undefined) files.delete(name);
  else files.set(name, change(files.get(name)!));

  await expect(decode(files)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
});

test.each([
  ["a NaN weight", { "weights.bin": nanFirst }, "MODEL_NONFINITE"],
  ["weights that do not fit the configuration", { "weights.bin": (b: Uint8Array) => b.slice(4) }, "MODEL_LIMIT"],
  ["more class names than outputs", { "config.json": addClassName }, "MODEL_MISMATCH"],
  ["class names that are no strings", { "config.json": set({ classNames: [1, 2, 3] }) }, "MODEL_JSON"],
  ["a layer that runs code", { "model.json": set({ modelTopology: { class_name: "Lambda" } }) }, "MODEL_LAYER"],
  ["a layer called constructor", { "model.json": set({ x: [{ class_name: "constructor" }] }) }, "MODEL_LAYER"],
  ["layers that are no JSON", { "model.json": () => new Uint8Array() }, "MODEL_JSON"],
  ["a repeated class name", { "config.json": set({ classNames: ["a", "b", "a"] }) }, "MODEL_JSON"],
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
  return edit(bytes, (manifest) => Object.assign(manifest, { formatVersion: 3 }));
}

function addClassName(bytes: Uint8Array): Uint8Array {
  return edit(bytes, (config) => Object.assign(config, { classNames: ["a", "b", "c", "d"] }));
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
  const manifest = { formatVersion: FORMAT_VERSION, files: Object.fromEntries(entries) };
  return files.set("manifest.json", new TextEncoder().encode(JSON.stringify(manifest)));
}
