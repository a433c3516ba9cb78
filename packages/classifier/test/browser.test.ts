// The main entry in a page: trains on texts in memory, and loads a model folder by its address.

import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium, runPage } from "@newsclf-internal/chromium";
import { build } from "esbuild";
import { describe, expect, onTestFinished, test } from "vitest";
import { saveClassifier, trainClassifier } from "../src/node.ts";
import { NEWS, TINY } from "./_news.ts";

const ENTRY = fileURLToPath(new URL("../dist/index.js", import.meta.url));
const KERNELS = join(dirname(createRequire(import.meta.url).resolve("@newsclf/kernels/package.json")), "dist");
const CHROMIUM = findChromium();
const SETTINGS = { ...TINY, backend: "auto" } as const;

const PAGE = `
  import { loadClassifier, trainClassifier } from ${JSON.stringify(ENTRY)};
  const show = (value) => (document.body.textContent = JSON.stringify(value));
  globalThis.onunhandledrejection = ({ reason }) => show({ error: String(reason) });
  const run = await trainClassifier(${JSON.stringify(NEWS)}, ${JSON.stringify(SETTINGS)});
  const loaded = await loadClassifier("/model/");
  const missing = await loadClassifier("/none").catch(({ code, message }) => ({ code, message }));
  show({
    accuracy: run.test.evaluation.accuracy,
    own: await run.classifier.classify("a goal of the team"),
    loaded: await loaded.classify("the bank"),
    missing,
  });
`;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: dirname(ENTRY) },
    ...{ bundle: true, format: "esm", platform: "browser", write: false, logLevel: "silent" },
  });
  return outputFiles[0]!.text;
}

test("bundles for a page and imports nothing of Node", async () => {
  expect(await bundle()).not.toMatch(/from\s*"node:|import\("node:|require\("node:/u);
});

describe.runIf(CHROMIUM)("in Chromium", { timeout: 120_000 }, () => {
  test("trains, classifies, and loads a model that Node has saved", async () => {
    const folder = mkdtempSync(join(tmpdir(), "classifier-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { classifier } = await trainClassifier(NEWS, SETTINGS);
    await saveClassifier(join(folder, "model"), classifier);
    const folders = { dist: KERNELS, model: join(folder, "model") };
    const outcome = (await runPage(CHROMIUM!, { script: await bundle(), folders })) as { loaded: unknown };

    expect(outcome).toMatchObject({
      accuracy: 1,
      own: [{ label: "sport", probability: expect.any(Number) }],
      missing: { code: "MODEL_MISSING", message: "manifest.json" },
    });
    const [answer] = await classifier.classify("the bank");
    expect(outcome.loaded).toEqual([{ label: "economy", probability: expect.closeTo(answer!.probability, 5) }]);
  });
});
