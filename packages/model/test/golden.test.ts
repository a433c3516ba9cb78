// Models as released versions wrote them: every format stays readable. `golden/write.mjs` adds the folders of a new one.

import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { beforeAll, describe, expect, test } from "vitest";
import { encodeModel, FORMAT_VERSION, type RaggedTokens, type TrainedModel } from "../src/index.ts";
import { loadModel } from "../src/node.ts";

const GOLDEN = fileURLToPath(new URL("golden/", import.meta.url));
const names = readdirSync(GOLDEN, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const isNewest = (name: string): boolean => name.startsWith(`v${FORMAT_VERSION}-`);

beforeAll(() => tf.setBackend("cpu"));

test("every format has its folders", () => {
  const versions = new Set(names.map((name) => Number(/^v(\d+)-/.exec(name)?.[1])));

  expect([...versions].sort((a, b) => a - b)).toEqual(Array.from({ length: FORMAT_VERSION }, (_, i) => i + 1));
});

describe.each(names)("%s", (name) => {
  test("gives the probabilities that it gave when it was written", async () => {
    const { texts, tokenIds, offsets, probs } = JSON.parse(await readFile(`${GOLDEN}${name}.json`, "utf8"));
    const model = await loadModel(`${GOLDEN}${name}`);
    const tokens = { tokenIds: Int32Array.from(tokenIds), offsets: Int32Array.from(offsets) };

    const found = tf.softmax(tf.addN(logitsOfParts(model, texts, tokens))).dataSync();

    expect(found.length).toBe(probs.length);
    found.forEach((prob, i) => {
      expect(Math.abs(prob - probs[i])).toBeLessThan(1e-6);
    });
  });
});

test.each(names.filter(isNewest))("%s is what this version writes, byte for byte", async (name) => {
  const files = await encodeModel(await loadModel(`${GOLDEN}${name}`));

  expect(readdirSync(`${GOLDEN}${name}`).sort()).toEqual([...files.keys()].sort());
  for (const [file, bytes] of files) expect(Buffer.from(bytes)).toEqual(await readFile(`${GOLDEN}${name}/${file}`));
});

test("v3-parts has both parts", async () => {
  const { lstm, ngrams } = await loadModel(`${GOLDEN}v3-parts`);

  expect(lstm).toBeDefined();
  expect(ngrams!.features.size).toBeGreaterThan(0);
});

function logitsOfParts(
  { classNames, lstm, ngrams }: TrainedModel,
  texts: readonly string[],
  tokens: RaggedTokens,
): tf.Tensor2D[] {
  return [
    ...(lstm ? [lstm.classifier.forward(lstm.readPadding ? padded(tokens, lstm.maxLength) : tokens)] : []),
    ...(ngrams ? [tf.tensor2d(ngrams.logits(texts), [texts.length, classNames.length])] : []),
  ];
}

/** The texts of a model that reads padding are all of one length. */
function padded({ tokenIds, offsets }: RaggedTokens, maxLength: number): RaggedTokens {
  const numTexts = offsets.length - 1;
  const rows = new Int32Array(numTexts * maxLength);
  for (let b = 0; b < numTexts; b++) rows.set(tokenIds.subarray(offsets[b], offsets[b + 1]), b * maxLength);
  return { tokenIds: rows, offsets: Int32Array.from({ length: numTexts + 1 }, (_, b) => b * maxLength) };
}
