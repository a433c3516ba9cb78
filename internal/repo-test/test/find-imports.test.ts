import { expect, test } from "vitest";
import { findImports, importedPath, packageOf } from "../src/find-imports.ts";

test("finds imports, re-exports, bare and dynamic imports", () => {
  const source = `import { a } from "./a.ts";
import "side-effect";
import {
  b,
  type C,
} from "@x/b";
export * from "./d.ts";
const e = await import("node:fs");
export const from = "no import";
`;

  expect(findImports(source).map(({ specifier }) => specifier)).toEqual([
    "./a.ts",
    "side-effect",
    "@x/b",
    "./d.ts",
    "node:fs",
  ]);
});

test.each([
  ['import type { A } from "x";', true],
  ['import { type A, type B } from "x";', true],
  ['export type { A } from "x";', true],
  ['import { type A, b } from "x";', false],
  ['import * as x from "x";', false],
  ['import "x";', false],
])("tells types from values: %s", (source, isTypeOnly) => {
  expect(findImports(source)).toEqual([{ specifier: "x", isTypeOnly }]);
});

test("names the package of a specifier", () => {
  expect(packageOf("@newsclf/model/node")).toBe("@newsclf/model");
  expect(packageOf("csv-parse/sync")).toBe("csv-parse");
  expect(packageOf("./a.ts")).toBeUndefined();
  expect(packageOf("node:fs")).toBeUndefined();
});

test("follows a relative import", () => {
  expect(importedPath("packages/a/src/b/c.ts", "../d.ts")).toBe("packages/a/src/d.ts");
  expect(importedPath("packages/a/src/b/c.ts", "@x/b")).toBeUndefined();
});
