import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dlopen } from "node:process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ADDON = fileURLToPath(new URL(`../dist/native/${process.platform}-${process.arch}.node`, import.meta.url));

test.runIf(existsSync(ADDON))("two copies of the package load the same addon", () => {
  const copies = [{ exports: {} }, { exports: {} }];
  for (const copy of copies) dlopen(copy, ADDON);

  expect(Object.keys(copies[1]!.exports)).toEqual(Object.keys(copies[0]!.exports));
  expect(createRequire(import.meta.url)(ADDON)).toHaveProperty("run");
});
