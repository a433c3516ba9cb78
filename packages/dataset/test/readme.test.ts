import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { format } from "node:util";
import { expect, test } from "vitest";
import * as dataset from "../src/index.ts";
import * as node from "../src/node.ts";

const MODULES: Readonly<Record<string, unknown>> = {
  "@newsclf/dataset": dataset,
  "@newsclf/dataset/node": node,
  "node:fs": fs,
  "node:os": os,
  "node:path": path,
};
const AsyncFunction = (async () => {}).constructor as FunctionConstructor;

const readme = fs.readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/```js\n(?<code>.*?)```\n\nprints\n\n```text\n(?<output>.*?)```/gs)];

test("has snippets with their output", () => {
  expect(blocks.length).toBe(5);
});

test.each(blocks.map(({ groups }) => [groups!.code!, groups!.output!]))("runs the snippet %#", async (code, output) => {
  const printed: string[] = [];
  const log = (...values: unknown[]) => printed.push(format(...values));
  const body = code.replace(/^import (\{.*\}) from "(.*)";$/gm, 'const $1 = modules["$2"];');
  await new AsyncFunction("modules", "console", body)(MODULES, { log });

  expect(`${printed.join("\n")}\n`).toBe(output);
});
