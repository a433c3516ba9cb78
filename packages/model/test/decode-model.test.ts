import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { decodeModel, encodeModel, FORMAT_VERSION, type TrainedModel } from "../src/index.ts";
import { createLstm, createNgrams, TEXTS } from "./_small.ts";

beforeAll(() => tf.setBackend("cpu"));

const classNames = ["a", "b", "ñ"];
const lstmAlone = (): TrainedModel => ({ classNames, lstm: createLstm() });
const ngramsAlone = (): TrainedModel => ({ classNames, ngrams: createNgrams() });
const bothParts = (): TrainedModel => ({ ...lstmAlone(), ...ngramsAlone() });

const decode = (files: Map<string, Uint8Array>): Promise<TrainedModel> => decodeModel(async (name) => files.get(name));

/** All that a model says, as plain data. */
const dataOf = ({ classNames, lstm, ngrams }: TrainedModel) => ({
  classNames,
  lstm: lstm && {
    ...lstm,
    classifier: { config: lstm.classifier.config, params: lstm.classifier.params.map((param) => param.dataSync()) },
  },
  ngrams: ngrams && {
    words: ngrams.features.words,
    characters: ngrams.features.characters,
    weights: ngrams.weights,
    bias: ngrams.bias,
  },
});

test.each([
  ["of an LSTM", lstmAlone],
  ["of n-grams", ngramsAlone],
  ["of both parts", bothParts],
])("a model %s comes back bit for bit", async (_, createModel) => {
  const model = createModel();
  const copy = await decode(await encodeModel(model));

  expect(dataOf(copy)).toEqual(dataOf(model));
});

test("n-grams that came back give the same logits", async () => {
  const model = bothParts();
  const copy = await decode(await encodeModel(model));

  expect(copy.ngrams!.logits(TEXTS)).toEqual(model.ngrams!.logits(TEXTS));
});

test.each([
  ["of an LSTM", lstmAlone, ["classNames", "lstm"]],
  ["of n-grams", ngramsAlone, ["classNames", "ngrams"]],
])("a model %s has no other part", async (_, createModel, names) => {
  expect(Object.keys(await decode(await encodeModel(createModel())))).toEqual(names);
});

test("thresholds of classes come back", async () => {
  const thresholds = [0.1, 0.5, 1];

  expect((await decode(await encodeModel({ ...bothParts(), thresholds }))).thresholds).toEqual(thresholds);
});

test.each([[[0.5, 0.5]], [[0.5, 0.5, 1.5]], ["0.5"]])("refuses thresholds that are none: %j", async (thresholds) => {
  const files = encodeModel({ ...bothParts(), thresholds: thresholds as number[] });

  await expect(files.then(decode)).rejects.toThrow("config.json: thresholds: expected 3 probabilities, found");
});

test("a model is written the same again", async () => {
  const files = await encodeModel(bothParts());

  expect(await encodeModel(await decode(files))).toEqual(files);
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
  ["a newer format", "manifest.json", newerFormat, "MODEL_VERSION", "format 4; this newsclf reads 3"],
] as const)("refuses %s", async (_, name, change, code, message) => {
  const files = await encodeModel(lstmAlone());
  if (change === undefined) files.delete(name);
  else files.set(name, change(files.get(name)!));

  await expect(decode(files)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
});

test.each([
  ["a missing file", undefined, "MODEL_MISSING", "ngrams.bin"],
  ["a shorter file", (b: Uint8Array) => b.slice(4), "MODEL_SIZE", "bytes, manifest says"],
  ["one changed bit", flipped, "MODEL_CORRUPT", "ngrams.bin: SHA-256 differs from manifest"],
] as const)("refuses n-grams with %s", async (_, change, code, message) => {
  const files = await encodeModel(bothParts());
  if (change === undefined) files.delete("ngrams.bin");
  else files.set("ngrams.bin", change(files.get("ngrams.bin")!));

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
  ["padding that is neither read nor not", { "config.json": setLstm({ readPadding: "no" }) }, "MODEL_JSON"],
  ["a negative length", { "config.json": setLstm({ maxLength: -1 }) }, "MODEL_JSON"],
  ["one class name", { "config.json": set({ classNames: ["a"] }) }, "MODEL_JSON"],
  ["a configuration of null", { "config.json": () => new TextEncoder().encode("null") }, "MODEL_JSON"],
  ["an LSTM of null", { "config.json": set({ lstm: null }) }, "MODEL_JSON"],
  ["an LSTM that is a list", { "config.json": set({ lstm: [1] }) }, "MODEL_JSON"],
  ["an LSTM without settings", { "config.json": set({ lstm: {} }) }, "CONFIG"],
  ["neither part", { "config.json": set({ lstm: undefined }) }, "MODEL_JSON"],
] as const)("refuses %s although the hashes agree", async (_, changes, code) => {
  const files = await encodeModel(lstmAlone());
  for (const [name, change] of Object.entries(changes)) files.set(name, change(files.get(name)!));

  await expect(decode(await rehashed(files))).rejects.toMatchObject({ code });
});

test.each([
  ["more words than weights", { "config.json": setNgrams({ numWords: 99 }) }, "MODEL_LIMIT"],
  ["fewer words than weights", { "config.json": setNgrams({ numWords: 0 }) }, "MODEL_LIMIT"],
  ["fewer keys than weights", { "ngrams.bin": (b: Uint8Array) => b.slice(8) }, "MODEL_LIMIT"],
  ["weights that do not fit", { "weights.bin": (b: Uint8Array) => b.slice(4) }, "MODEL_LIMIT"],
  ["more class names than weights", { "config.json": addClassName }, "MODEL_LIMIT"],
  ["the most words there may be", { "config.json": setNgrams({ numWords: 2 ** 24 }) }, "MODEL_LIMIT"],
  ["more words than there may be", { "config.json": setNgrams({ numWords: 2 ** 24 + 1 }) }, "MODEL_JSON"],
  ["a negative number of characters", { "config.json": setNgrams({ numCharacters: -1 }) }, "MODEL_JSON"],
  ["n-grams of null", { "config.json": set({ ngrams: null }) }, "MODEL_JSON"],
  ["neither part", { "config.json": set({ ngrams: undefined }) }, "MODEL_JSON"],
  ["a NaN weight", { "weights.bin": nanFirst }, "MODEL_NONFINITE"],
  ["a NaN weight of the bias", { "weights.bin": nanLast }, "MODEL_NONFINITE"],
  ["a NaN idf", { "ngrams.bin": nanLast }, "MODEL_NONFINITE"],
  ["an idf of 0", { "ngrams.bin": setLast(0) }, "MODEL_NONFINITE"],
  ["an idf of 3e38", { "ngrams.bin": setLast(3e38) }, "MODEL_NONFINITE"],
  ["a repeated key", { "ngrams.bin": repeatFirstKey }, "MODEL_JSON"],
  ["a layer that runs code", { "model.json": set({ modelTopology: { class_name: "Lambda" } }) }, "MODEL_LAYER"],
  ["a layer of an LSTM", { "model.json": set({ modelTopology: { class_name: "LSTM" } }) }, "MODEL_LAYER"],
] as const)("refuses n-grams with %s although the hashes agree", async (_, changes, code) => {
  const files = await encodeModel(ngramsAlone());
  for (const [name, change] of Object.entries(changes)) files.set(name, change(files.get(name)!));

  await expect(decode(await rehashed(files))).rejects.toMatchObject({ code });
});

test("says that there is no part", async () => {
  const files = await encodeModel(lstmAlone());
  files.set("config.json", set({ lstm: undefined })(files.get("config.json")!));

  await expect(decode(await rehashed(files))).rejects.toThrow("config.json: expected lstm or ngrams, found neither");
});

test("refuses a folder of format 2 without an LSTM", async () => {
  const files = await encodeModel(lstmAlone());
  files.set("config.json", set({ lstm: undefined })(files.get("config.json")!));

  await expect(decode(await rehashed(files, 2))).rejects.toMatchObject({ code: "CONFIG" });
});

test("in a folder of format 2 what stands beside the LSTM counts, not what stands in it", async () => {
  const files = await encodeModel(lstmAlone());
  const beside = set({ maxLength: 7, readPadding: false });
  files.set("config.json", setLstm({ maxLength: 20, readPadding: true })(beside(files.get("config.json")!)));

  expect((await decode(await rehashed(files, 2))).lstm).toMatchObject({ maxLength: 7, readPadding: false });
});

test("refuses a folder of format 2 with a length in the LSTM alone", async () => {
  const files = await encodeModel(lstmAlone());

  await expect(decode(await rehashed(files, 2))).rejects.toMatchObject({
    code: "MODEL_JSON",
    message: expect.stringContaining("lstm.maxLength"),
  });
});

test("names the setting of an LSTM that it refuses", async () => {
  const files = await encodeModel(lstmAlone());
  files.set("config.json", setLstm({ maxLength: 0 })(files.get("config.json")!));

  await expect(decode(await rehashed(files))).rejects.toThrow(
    "config.json: lstm.maxLength: expected a positive integer, found 0",
  );
});

test("n-grams that config.json does not name are not read", async () => {
  const { "ngrams.bin": stray } = Object.fromEntries(await encodeModel(ngramsAlone()));
  const files = (await encodeModel(lstmAlone())).set("ngrams.bin", stray!);

  expect((await decode(files)).ngrams).toBeUndefined();
});

test("no tokenizer is needed for n-grams alone", async () => {
  expect([...(await encodeModel(ngramsAlone())).keys()]).not.toContain("tokenizer.json");
});

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy[copy.length >> 1]! ^= 1;
  return copy;
}

function set(fields: object): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => edit(bytes, (value) => Object.assign(value, fields));
}

function setLstm(fields: object): (bytes: Uint8Array) => Uint8Array {
  return setIn("lstm", fields);
}

function setNgrams(fields: object): (bytes: Uint8Array) => Uint8Array {
  return setIn("ngrams", fields);
}

function setIn(part: "lstm" | "ngrams", fields: object): (bytes: Uint8Array) => Uint8Array {
  return (bytes) =>
    edit(bytes, (config) => ({ ...config, [part]: { ...(config as Record<string, object>)[part], ...fields } }));
}

function newerFormat(bytes: Uint8Array): Uint8Array {
  return edit(bytes, (manifest) => Object.assign(manifest, { formatVersion: FORMAT_VERSION + 1 }));
}

function addClassName(bytes: Uint8Array): Uint8Array {
  return edit(bytes, (config) => Object.assign(config, { classNames: ["a", "b", "c", "d"] }));
}

function nanFirst(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setFloat32(0, Number.NaN, true);
  return copy;
}

function nanLast(bytes: Uint8Array): Uint8Array {
  return setLast(Number.NaN)(bytes);
}

function setLast(value: number): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => {
    const copy = bytes.slice();
    new DataView(copy.buffer).setFloat32(copy.length - 4, value, true);
    return copy;
  };
}

/** The second word becomes the first. */
function repeatFirstKey(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy.copyWithin(4, 0, 4);
  return copy;
}

function edit(bytes: Uint8Array, change: (value: object) => object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(change(JSON.parse(new TextDecoder().decode(bytes)))));
}

async function rehashed(
  files: Map<string, Uint8Array>,
  formatVersion: number = FORMAT_VERSION,
): Promise<Map<string, Uint8Array>> {
  const entries: [string, object][] = [];
  for (const [name, bytes] of files) {
    if (name === "manifest.json") continue;
    const digest = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
    entries.push([name, { size: bytes.length, sha256: Buffer.from(digest).toString("hex") }]);
  }
  const manifest = { formatVersion, files: Object.fromEntries(entries) };
  return files.set("manifest.json", new TextEncoder().encode(JSON.stringify(manifest)));
}
