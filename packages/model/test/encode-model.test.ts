import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { encodeModel } from "../src/index.ts";
import { createLstm, createNgrams } from "./_small.ts";

beforeAll(() => tf.setBackend("cpu"));

const classNames = ["a", "b", "c"];

test.each([{}, { lstm: undefined, ngrams: undefined }])("refuses a model of neither part: %o", async (parts) => {
  await expect(encodeModel({ classNames, ...parts })).rejects.toThrow(
    new RangeError("encodeModel: expected lstm or ngrams, got neither"),
  );
});

test.each([
  ["an LSTM", () => ({ lstm: createLstm() })],
  ["n-grams", () => ({ ngrams: createNgrams() })],
  ["both parts", () => ({ lstm: createLstm(), ngrams: createNgrams() })],
])("refuses another number of class names than outputs of %s", async (_, createParts) => {
  for (const names of [["a", "b"], ["a", "b", "c", "d"], []]) {
    await expect(encodeModel({ classNames: names, ...createParts() })).rejects.toThrow(
      new RangeError(`encodeModel: expected 3 class names, got ${names.length}`),
    );
  }
});

test("refuses parts of different classes, whichever the class names fit", async () => {
  const parts = { lstm: createLstm(), ngrams: createNgrams(4) };

  await expect(encodeModel({ classNames, ...parts })).rejects.toThrow(
    new RangeError("encodeModel: expected 4 class names, got 3"),
  );
  await expect(encodeModel({ classNames: ["a", "b", "c", "d"], ...parts })).rejects.toThrow(
    new RangeError("encodeModel: expected 3 class names, got 4"),
  );
});

test("writes the files of both parts, the manifest last", async () => {
  const files = await encodeModel({ classNames, lstm: createLstm(), ngrams: createNgrams() });

  expect([...files.keys()]).toEqual([
    "config.json",
    "tokenizer.json",
    "ngrams.bin",
    "model.json",
    "weights.bin",
    "manifest.json",
  ]);
});

test("hashes alike where a page has no crypto.subtle", async () => {
  const model = { classNames, ngrams: createNgrams() };
  const usual = await encodeModel(model);
  vi.stubGlobal("crypto", {});
  onTestFinished(() => void vi.unstubAllGlobals());

  expect(await encodeModel(model)).toEqual(usual);
});
