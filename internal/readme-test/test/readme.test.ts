// A snippet is a js or ts block; where "prints" and a text block follow, that is its output. It runs in a folder of its own
// that holds the bundled sample as `noticias.csv`. The snippet of `packages/export` runs in `runtimes/`, which has ONNX Runtime.

import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";

const ROOT = new URL("../../../", import.meta.url);
const SNIPPET = /```(?:js|ts)\n(?<code>.*?)```(?:\n\nprints\n\n```text\n(?<output>.*?)```)?/gs;

describe.each([
  "README.md",
  "apps/server/README.md",
  "packages/classifier/README.md",
  "packages/dataset/README.md",
  "packages/evaluation/README.md",
  "packages/kernels/README.md",
  "packages/model/README.md",
  "packages/tokenizer/README.md",
  "packages/training/README.md",
])("%s", (path) => {
  const snippets = [...readFileSync(new URL(path, ROOT), "utf8").matchAll(SNIPPET)].map(({ groups }) => groups!);

  test("has a snippet", () => {
    expect(snippets.length).toBeGreaterThan(0);
  });

  test.each(snippets)("prints what it says: %#", ({ code, output }) => {
    // Bare imports resolve from here: this package depends on all of them.
    const cwd = mkdtempSync(fileURLToPath(new URL("../snippet-", import.meta.url)));
    onTestFinished(() => rmSync(cwd, { recursive: true }));
    cpSync(new URL("apps/cli/sample/noticias.csv", ROOT), join(cwd, "noticias.csv"));
    const printed = execFileSync(process.execPath, ["--input-type=module"], {
      cwd,
      input: code,
      encoding: "utf8",
      stdio: "pipe",
    });

    if (output !== undefined) expect(printed).toBe(output);
  });
});
