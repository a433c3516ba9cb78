// The entries that label texts and train nothing.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { findChromium, runPage } from "@newsclf-internal/chromium";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TextClassifier } from "../src/inference.ts";
import { loadClassifier } from "../src/inference-node.ts";
import { type Classifier, saveClassifier, selectBackend, trainClassifier } from "../src/node.ts";
import { LSTM_ALONE, MIXED, NEWS, TINY } from "./_news.ts";

const KERNELS = join(dirname(createRequire(import.meta.url).resolve("@newsclf/kernels/package.json")), "dist");
const CHROMIUM = findChromium();
const TEXTS = ["a goal of the team", "the bank and the market, report 7", "...", "an atom of zzz"];

const folder = mkdtempSync(join(tmpdir(), "inference-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Of `dist`, as a page or a program of Node gets it. */
function bundle(entry: "inference" | "inference-node", contents: string) {
  return build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(`../dist`, import.meta.url)) },
    ...{ bundle: true, minify: true, format: "esm", write: false, metafile: true, logLevel: "silent" },
    platform: entry === "inference" ? "browser" : "node",
  });
}

describe.each([
  ["of both parts", NEWS, {}],
  ["of an LSTM that reads padding", NEWS, { ...LSTM_ALONE, readPadding: true, maxLength: 12 }],
  ["of n-grams", NEWS, { parts: ["ngrams"] }],
  ["that gives several classes", MIXED, {}],
  ["that keeps unsure answers back", NEWS, { abstainBelow: 0.9 }],
] as const)("a model %s", (name, data, settings) => {
  const path = join(folder, name);
  let trained: Classifier;
  let loaded: TextClassifier;
  beforeAll(async () => {
    ({ classifier: trained } = await trainClassifier(data, { ...TINY, ...settings } as never));
    await saveClassifier(path, trained);
    loaded = await loadClassifier(path, { engine: "wasm" });
  });

  test("answers to the bit as the one that was trained", async () => {
    for (const topK of [undefined, 3]) {
      expect(await loaded.classify(TEXTS, { topK })).toEqual(await trained.classify(TEXTS, { topK }));
    }
    expect(await loaded.classify(TEXTS[0]!)).toEqual(await trained.classify(TEXTS[0]!));
    expect(loaded.classNames).toEqual(trained.classNames);
    expect(loaded.tokenizer?.vocabSize).toBe(trained.tokenizer?.vocabSize);
  });
});

test("many texts come in their order, and other events have their turn", async () => {
  const loaded = await loadClassifier(join(folder, "of both parts"), { engine: "wasm" });
  const texts = Array.from({ length: 200 }, (_, i) => TEXTS[i % TEXTS.length]!);
  let hadTurn = false;
  setImmediate(() => {
    hadTurn = true;
  });
  const answers = await loaded.classify(texts);

  expect(hadTurn).toBe(true);
  for (const [i, answer] of (await loaded.classify(TEXTS)).entries()) expect(answers[i + 40]).toEqual(answer);
});

test("says what is wrong with a folder, and that it was disposed of", async () => {
  await expect(loadClassifier(join(folder, "none"))).rejects.toMatchObject({ code: "FILE_MISSING" });
  await expect(loadClassifier(folder)).rejects.toMatchObject({ code: "MODEL_MISSING" });
  const loaded = await loadClassifier(join(folder, "of both parts"));
  loaded.dispose();
  await expect(loaded.classify("goal")).rejects.toThrow("classify: the classifier was disposed of; load it again");
});

test.each(["inference", "inference-node"] as const)("/%s has no TensorFlow.js in it", async (entry) => {
  const { metafile } = await bundle(entry, `export * from "./${entry}.js";`);

  expect(Object.keys(metafile.inputs).filter((path) => path.includes("tensorflow"))).toEqual([]);
});

test("a page gets at most 80 KB, the engine included", async () => {
  const { outputFiles } = await bundle("inference", 'export * from "./inference.js";');
  const files = [outputFiles[0]!.contents, readFileSync(join(KERNELS, "kernels-relaxed-simd.wasm"))];
  const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0);

  expect(bytes).toBeLessThan(80_000);
});

describe.runIf(CHROMIUM)("in Chromium", { timeout: 120_000 }, () => {
  test("answers as in Node", async () => {
    await selectBackend("wasm", 1);
    const script = await bundle(
      "inference",
      `import { loadClassifier } from "./inference.js";
       const show = (value) => (document.body.textContent = JSON.stringify(value));
       globalThis.onunhandledrejection = ({ reason }) => show({ error: String(reason) });
       const classifier = await loadClassifier("/model");
       show(await classifier.classify(${JSON.stringify(TEXTS)}));`,
    );
    const folders = { dist: KERNELS, model: join(folder, "of both parts") };
    const found = await runPage(CHROMIUM!, { script: script.outputFiles[0]!.text, folders });
    const loaded = await loadClassifier(folders.model, { engine: "wasm" });
    const expected = await loaded.classify(TEXTS);

    expect(found).toEqual(
      expected.map((answers) =>
        answers.map(({ probability, ...answer }) => ({ ...answer, probability: expect.closeTo(probability, 5) })),
      ),
    );
  });
});
