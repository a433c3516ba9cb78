import { readFileSync } from "node:fs";
import { format } from "node:util";
import { expect, test } from "vitest";
import * as api from "../src/index.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/```js\n(?<code>.*?)```\n\nprints\n\n```text\n(?<output>.*?)```/gs)];

test("has a snippet with its output", () => {
  expect(blocks.length).toBeGreaterThan(0);
});

test.each(blocks.map(({ groups }) => [groups!.code!, groups!.output!]))("runs the snippet %#", (code, output) => {
  const printed: string[] = [];
  const log = (...values: unknown[]) => printed.push(format(...values));
  const body = code.replace(/^import (\{.*\}) from "@newsclf\/dataset";$/m, "const $1 = api;");
  new Function("api", "console", body)(api, { log });

  expect(`${printed.join("\n")}\n`).toBe(output);
});
