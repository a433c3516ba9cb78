// The README shows the configs as they are here.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { consumers, root } from "./_paths.mjs";

const README = readFileSync(`${root}../packages/classifier/README.md`, "utf8");
const CONFIGS = [
  ...["esbuild/page.config.mjs", "esbuild/node.config.mjs", "esbuild/inlined.config.mjs"],
  ...["next/next.config.mjs", "vite-7/vite.config.mjs"],
];

for (const name of CONFIGS) {
  test(`the README shows ${name}`, () => {
    const lines = readFileSync(`${consumers}/${name}`, "utf8").trimEnd().split("\n");
    const shown = lines.map((line) => (line === "" ? "" : `    ${line}`)).join("\n");

    assert.ok(README.includes(`\n\n${shown}\n`), shown);
  });
}
