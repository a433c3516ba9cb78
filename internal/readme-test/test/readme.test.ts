// A snippet is a js or ts block; where "prints" and a text block follow, that is its output.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const ROOT = new URL("../../../", import.meta.url);
const SNIPPET = /```(?:js|ts)\n(?<code>.*?)```(?:\n\nprints\n\n```text\n(?<output>.*?)```)?/gs;

describe.each([
  "README.md",
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
    const printed = execFileSync(process.execPath, ["--input-type=module"], {
      // Bare imports resolve from here: this package depends on all of them.
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      input: code,
      encoding: "utf8",
      stdio: "pipe",
    });

    if (output !== undefined) expect(printed).toBe(output);
  });
});
