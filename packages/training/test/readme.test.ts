import { readFileSync } from "node:fs";
import * as dataset from "@newsclf/dataset";
import * as kernels from "@newsclf/kernels";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import * as training from "../src/index.ts";

const MODULES: Record<string, unknown> = {
  "@newsclf/dataset": dataset,
  "@newsclf/kernels": kernels,
  "@newsclf/training": training,
  "@tensorflow/tfjs-core": tf,
};

test("prints what the README says", async () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const [, code, output] = /```js\n(.*?)```\n\nprints\n\n```text\n(.*?)```/s.exec(readme.replaceAll("\r\n", "\n"))!;
  // The names come from `src`, not from a build: each import becomes a look-up.
  const script = code!
    .replace(/^import ".*";$/gm, "")
    .replace(/^import (?:\* as )?(.*) from "(.*)";$/gm, 'const $1 = modules["$2"];');
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const lines: string[] = [];

  await new AsyncFunction("modules", "console", script)(MODULES, {
    log: (...values: unknown[]) => lines.push(`${values.join(" ")}\n`),
  });

  expect(lines.join("")).toBe(output);
});
