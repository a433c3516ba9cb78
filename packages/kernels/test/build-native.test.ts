// When the addon is compiled, with a compiler that only notes that it was called.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const COMPILER = `
  const { appendFileSync, writeFileSync } = require("node:fs");
  appendFileSync("calls.txt", process.argv[2] + "\\n");
  writeFileSync(process.argv.at(-1), "");
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "newsclf-build-"));
  const root = fileURLToPath(new URL("../", import.meta.url));
  for (const entry of ["cpp", "scripts", "package.json"]) {
    cpSync(join(root, entry), join(folder, entry), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  writeFileSync(join(folder, "compiler.cjs"), COMPILER);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(process.platform === "win32")("the native build", () => {
  test("takes a compiler with arguments", () => {
    expect(build("-first")).toBe("");
    expect(new Set(calls())).toEqual(new Set(["-first"]));
  });

  test("compiles nothing while the addon is newer than its sources", () => {
    build("-first");
    const before = calls().length;
    build("-first");

    expect(calls().length).toBe(before);
  });

  test.each<[string, string, () => void]>([
    ["a source changed", "-first", () => touch("cpp/lstm.h")],
    ["another compiler is wanted", "-second", () => {}],
    ["the addon is gone", "-first", () => rmSync(addon())],
  ])("compiles again when %s", (_, argument, change) => {
    build("-first");
    const before = calls().length;
    change();
    build(argument);

    expect(calls().length).toBe(2 * before);
  });

  test("leaves no old addon when it fails, and says so", () => {
    build("-first");
    writeFileSync(join(folder, "compiler.cjs"), "process.exit(1)");
    touch("cpp/lstm.h");

    expect(build("-first")).toContain("WebAssembly is used instead");
    expect(existsSync(addon())).toBe(false);
  });
});

/** What it prints. */
function build(argument: string): string {
  const env = { ...process.env, CXX: `${process.execPath} ${join(folder, "compiler.cjs")} ${argument}` };
  return spawnSync(process.execPath, ["scripts/build-native.mjs"], { cwd: folder, env, encoding: "utf8" }).stdout;
}

/** The first argument of each call of the compiler. */
function calls(): string[] {
  return readFileSync(join(folder, "calls.txt"), "utf8").trim().split("\n");
}

function touch(path: string): void {
  const later = new Date(Date.now() + 5000);
  utimesSync(join(folder, path), later, later);
}

function addon(): string {
  return join(folder, `dist/native/${process.platform}-${process.arch}.node`);
}
