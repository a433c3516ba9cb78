// The main entry: bundled without anything of Node, and run in Chromium where there is one.

import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { findChromium, runPage } from "@newsclf-internal/chromium";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

const dist = new URL("../dist/", import.meta.url);
/** Not under a sanitizer, which is about the addon and would be loaded into the browser too. */
const CHROMIUM = process.env.NEWSCLF_TEST_ENGINES === undefined ? findChromium() : undefined;

/** Shapes of which two threads both get a share. */
const PAGE = `
  import * as tf from "@tensorflow/tfjs-core";
  import { lstm, packedLayout, selectEngine } from ${JSON.stringify(fileURLToPath(new URL("index.js", dist)))};
  const random = (...shape) => {
    const size = shape.reduce((a, b) => a * b);
    return tf.tensor(Float32Array.from({ length: size }, (_, i) => Math.sin(i) / 3), shape);
  };
  globalThis.onunhandledrejection = ({ reason }) => (document.body.textContent = JSON.stringify(String(reason)));
  const engine = await selectEngine("auto");
  const params = { kernel: random(16, 128), recurrentKernel: random(32, 128), bias: random(128) };
  const y = lstm(random(800, 16), packedLayout(new Int32Array(40).fill(20)), params);
  document.body.textContent = JSON.stringify({ engine, values: [...y.dataSync().slice(-3)] });
`;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: fileURLToPath(new URL("..", import.meta.url)) },
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]!.text;
}

test("the main entry bundles for a browser and imports nothing of Node", async () => {
  expect(await bundle()).not.toMatch(/from\s*"node:|import\("node:|require\("node:/u);
});

describe.runIf(CHROMIUM)("in Chromium", { timeout: 120_000 }, () => {
  test("an isolated page computes the same on all cores as another page on one", async () => {
    const page = { script: await bundle(), folders: { dist: fileURLToPath(dist) } };
    const isolated = (await runPage(CHROMIUM!, { ...page, isIsolated: true })) as Outcome;
    const plain = (await runPage(CHROMIUM!, page)) as Outcome;

    expect(plain.engine).toMatchObject({ kind: "wasm", isa: "relaxed-simd", numThreads: 1 });
    expect(isolated.engine).toMatchObject({ kind: "wasm", isa: "relaxed-simd" });
    expect(isolated.engine.numThreads > 1).toBe(availableParallelism() > 1);
    expect(isolated.values).toEqual(plain.values);
    expect(plain.values.every((value) => Number.isFinite(value) && value !== 0)).toBe(true);
  });
});

interface Outcome {
  readonly engine: { readonly numThreads: number };
  readonly values: readonly number[];
}
