// A README names all that its package exports, types too.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const PACKAGES = [
  "classifier",
  "dataset",
  "evaluation",
  "export",
  "kernels",
  "model",
  "playground",
  "server",
  "tokenizer",
  "training",
];

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly types?: string }>>;
}

test.each(PACKAGES)("@newsclf/%s", (name) => {
  const manifestPath = createRequire(import.meta.url).resolve(`@newsclf/${name}/package.json`);
  const { exports } = JSON.parse(readFileSync(manifestPath, "utf8")) as Manifest;
  const entries = Object.values(exports).flatMap(({ types }) => types ?? []);
  const readme = readFileSync(join(dirname(manifestPath), "README.md"), "utf8");
  const named = new Set(readme.match(/[A-Za-z_]\w*/g));
  const missing = entries.flatMap((entry) => exportsOf(join(dirname(manifestPath), entry)));

  expect(missing.filter((name) => !named.has(name))).toEqual([]);
});

function exportsOf(declarations: string): string[] {
  const program = ts.createProgram([declarations], { noResolve: false, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(declarations)!)!;
  return checker.getExportsOfModule(module).map(({ name }) => name);
}
