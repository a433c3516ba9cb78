// Which engine is taken, and why, with and without an addon.

import { writeFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { bestWasmIsa } from "../../src/engines/wasm-isa.ts";
import { selectEngine } from "../../src/index.ts";
import { ownEngines } from "../support/engines.ts";
import { copyPackage, type PackageCopy, runProgram } from "../support/package-copy.ts";

/** Prints what each way of choosing gives. */
const CHOOSE = `
  import { selectEngine } from "./dist/node.js";
  import * as tf from "@tensorflow/tfjs-core";
  const outcome = async (name) => {
    try {
      return await selectEngine(name, 2);
    } catch (error) {
      return { name: error.name, code: error.code, error: error.message, fix: error.fix };
    }
  };
  const [auto, native, wasm] = [await outcome("auto"), await outcome("native"), await outcome("wasm")];
  await tf.setBackend("newsclf");
  const sum = [...tf.add([1, 2], [3, 4]).dataSync()];
  console.log(JSON.stringify({ auto, native, wasm, sum }));
`;

/** What "native" throws where it is not, beside the message. */
const MISSING = {
  name: "NewsclfError",
  code: "ENGINE_MISSING",
  fix: 'select "wasm", which runs everywhere, or "auto"',
};

const target = `${process.platform}-${process.arch}`;
const hasBoth = ownEngines.length === 2;

let copy: PackageCopy | undefined;
afterEach(() => copy?.remove());

function choose(): Record<"auto" | "native" | "wasm", Record<string, unknown>> & { sum: number[] } {
  const { stdout, stderr, status } = runProgram(copy!, CHOOSE);
  expect({ status, stderr: stderr.replace(/^=+\n.*\n=+\n/su, "").trim() }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout.trim().split("\n").at(-1)!);
}

describe.runIf(hasBoth)("the engine", () => {
  test("is the addon where there is one", () => {
    copy = copyPackage(true);
    const { auto, native, wasm, sum } = choose();

    expect(auto).toMatchObject({ kind: "native", numThreads: 2 });
    expect(auto).not.toHaveProperty("reason");
    expect(native).toEqual(auto);
    expect(wasm).toMatchObject({ kind: "wasm", isa: bestWasmIsa(), numThreads: 2 });
    expect(sum).toEqual([4, 6]);
  });

  test("is WebAssembly without an addon, with the reason", () => {
    copy = copyPackage(false);
    const { auto, native, sum } = choose();

    expect(auto).toEqual({ kind: "wasm", isa: bestWasmIsa(), numThreads: 2, reason: `no native engine for ${target}` });
    expect(native).toEqual({ ...MISSING, error: `no native engine for ${target}` });
    expect(sum).toEqual([4, 6]);
  });

  test.each([
    ["that is no library", "not a library"],
    ["that is empty", ""],
  ])("is WebAssembly with an addon %s, with the reason", (_, contents) => {
    copy = copyPackage(false);
    writeFileSync(copy.addon, contents);
    const { auto, native, sum } = choose();

    expect(auto).toMatchObject({ kind: "wasm" });
    expect(auto.reason).toContain(`the native engine for ${target} does not load: `);
    expect(native).toEqual({ ...MISSING, error: auto.reason });
    expect(sum).toEqual([4, 6]);
  });
});

test("a module that could not be read is read again the next time", () => {
  copy = copyPackage(false);
  const source = `
    import { renameSync } from "node:fs";
    import { selectEngine } from "./dist/node.js";
    const module = "dist/kernels-${bestWasmIsa()}.wasm";
    renameSync(module, "away.wasm");
    const first = await selectEngine("wasm", 1).catch(({ code }) => code);
    renameSync("away.wasm", module);
    console.log(JSON.stringify([first, (await selectEngine("wasm", 1)).kind]));
  `;
  const { stdout, stderr } = runProgram(copy, source);

  expect(stdout, stderr).toBe('["ENGINE_MISSING","wasm"]\n');
});

test.each([0, 65, 1.5, Number.NaN, -1])("selectEngine refuses %s threads", async (numThreads) => {
  await expect(selectEngine("auto", numThreads)).rejects.toThrow(`expected numThreads in 1..64, got ${numThreads}`);
});
