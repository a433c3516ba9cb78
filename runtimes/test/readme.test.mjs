// The snippet of the package's README prints what the README says, in a folder with the bundled sample as `noticias.csv`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { makeFolder } from "./_folders.mjs";

const ROOT = new URL("../../", import.meta.url);
const SNIPPET = /```js\n(?<code>.*?)```\n\nprints\n\n```text\n(?<output>.*?)```/s;

test("the README prints what it says", (t) => {
  const { code, output } = SNIPPET.exec(readFileSync(new URL("packages/export/README.md", ROOT), "utf8")).groups;
  const cwd = makeFolder(t);
  cpSync(new URL("apps/cli/sample/noticias.csv", ROOT), join(cwd, "noticias.csv"));

  const printed = execFileSync(process.execPath, ["--input-type=module"], { cwd, input: code, encoding: "utf8" });

  assert.equal(printed, output);
});
