import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { TrainedModel } from "../src/index.ts";
import { loadModel, saveModel } from "../src/node.ts";
import { BATCH, createLstm, createNgrams, TEXTS } from "./_small.ts";

beforeAll(() => tf.setBackend("cpu"));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "newsclf-model-"));
});
afterEach(() => rm(folder, { recursive: true }));

const createModel = () => ({ classNames: ["a", "b", "c"], lstm: createLstm() }) satisfies TrainedModel;

test("a saved model predicts as before", async () => {
  const model = createModel();
  await saveModel(join(folder, "model"), model);
  const copy = await loadModel(join(folder, "model"));

  expect(copy.lstm!.classifier.forward(BATCH).dataSync()).toEqual(model.lstm.classifier.forward(BATCH).dataSync());
});

test("saved n-grams predict as before", async () => {
  const ngrams = createNgrams();
  await saveModel(join(folder, "model"), { classNames: ["a", "b", "c"], ngrams });
  const copy = await loadModel(join(folder, "model"));

  expect(copy.ngrams!.logits(TEXTS)).toEqual(ngrams.logits(TEXTS));
});

test("leaves nothing but the folder", async () => {
  await saveModel(join(folder, "model"), createModel());

  expect(await readdir(folder)).toEqual(["model"]);
  expect((await readdir(join(folder, "model"))).sort()).toEqual([
    "config.json",
    "manifest.json",
    "model.json",
    "tokenizer.json",
    "weights.bin",
  ]);
});

test("a folder has the files of its parts and no others", async () => {
  await saveModel(join(folder, "model"), { classNames: ["a", "b", "c"], ngrams: createNgrams() });

  expect((await readdir(join(folder, "model"))).sort()).toEqual([
    "config.json",
    "manifest.json",
    "model.json",
    "ngrams.bin",
    "weights.bin",
  ]);
});

test("a folder may end in a slash", async () => {
  await saveModel(`${join(folder, "model")}/`, createModel());

  expect((await loadModel(`${join(folder, "model")}/`)).classNames).toEqual(["a", "b", "c"]);
  expect(await readdir(folder)).toEqual(["model"]);
});

test("writes nothing for a model of neither part", async () => {
  await expect(saveModel(join(folder, "model"), { classNames: ["a", "b", "c"] })).rejects.toThrow(RangeError);
  expect(await readdir(folder)).toEqual([]);
});

test("does not overwrite, and leaves nothing half-written", async () => {
  await writeFile(join(folder, "model"), "mine");

  await expect(saveModel(join(folder, "model"), createModel())).rejects.toMatchObject({ code: "WRITE_FAILED" });
  expect(await readdir(folder)).toEqual(["model"]);
});

test("says which file is missing where there is no model", async () => {
  await expect(loadModel(join(folder, "none"))).rejects.toMatchObject({
    code: "MODEL_MISSING",
    message: "manifest.json",
  });
});

// Windows lets only administrators make links.
test.skipIf(process.platform === "win32")("refuses a file that is a link to somewhere else", async () => {
  const model = join(folder, "model");
  await saveModel(model, createModel());
  await rename(join(model, "weights.bin"), join(folder, "weights.bin"));
  await symlink("../weights.bin", join(model, "weights.bin"));

  await expect(loadModel(model)).rejects.toMatchObject({
    code: "MODEL_PATH",
    message: '"weights.bin" leaves the model directory',
  });
});

test.skipIf(process.platform === "win32")(
  "reads links that stay inside the folder, as Kubernetes makes them",
  async () => {
    const model = join(folder, "config-map");
    await saveModel(join(folder, "inner"), createModel());
    await mkdir(model);
    await rename(join(folder, "inner"), join(model, "..2026"));
    await symlink("..2026", join(model, "..data"));
    for (const name of await readdir(join(model, "..2026"))) await symlink(`..data/${name}`, join(model, name));

    expect((await loadModel(model)).classNames).toEqual(createModel().classNames);
  },
);

test.skipIf(process.platform === "win32")("reads links to the blobs of Hugging Face's cache", async () => {
  const [snapshot, blobs] = [join(folder, "hub/snapshots/1"), join(folder, "hub/blobs")];
  await mkdir(dirname(snapshot), { recursive: true });
  await saveModel(snapshot, createModel());
  await mkdir(blobs);
  for (const name of await readdir(snapshot)) {
    await rename(join(snapshot, name), join(blobs, name));
    await symlink(`../../blobs/${name}`, join(snapshot, name));
  }

  expect((await loadModel(snapshot)).classNames).toEqual(createModel().classNames);
});

test.skipIf(process.platform === "win32")("reads a folder through a link", async () => {
  await saveModel(join(folder, "model"), createModel());
  await symlink("model", join(folder, "latest"));

  expect((await loadModel(join(folder, "latest"))).classNames).toEqual(["a", "b", "c"]);
});

test("says so where a classifier that was disposed of is asked", () => {
  const { classifier } = createLstm();
  classifier.dispose();

  expect(() => classifier.forward(BATCH)).toThrow("forward: the classifier was disposed of");
});
