// Whatever an engine is called with, the answer is a result or a JavaScript exception.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Engine, Values } from "../../src/engines/engine.ts";
import { createNativeEngine, type NativeAddon } from "../../src/engines/native-engine.ts";
import { ENUMERATIONS, OPERATIONS, operationNumber, scalarList } from "../../src/engines/operations.ts";
import { createWasmEngine } from "../../src/engines/wasm-engine.ts";
import { bestWasmIsa } from "../../src/engines/wasm-isa.ts";
import { nodeHost } from "../../src/host-node.ts";
import { ownEngines } from "../support/engines.ts";
// biome-ignore lint/correctness/useImportExtensions: it is JavaScript, with its types beside it.
import { type FuzzCounts, fuzzArguments, type OperationTable } from "../support/fuzz-arguments.mjs";

const NUM_CALLS = Number(process.env.NEWSCLF_NUM_FUZZ_CALLS ?? 10_000);
const addonPath = fileURLToPath(new URL(`../../dist/native/${process.platform}-${process.arch}.node`, import.meta.url));

const TABLE = { OPERATIONS, ENUMERATIONS };

const names = ownEngines.map(({ name }) => name);
const engines: Partial<Record<(typeof names)[number], () => Promise<Engine>>> = {
  native: async () => createNativeEngine(createRequire(import.meta.url)(addonPath) as NativeAddon),
  wasm: async () => createWasmEngine(await nodeHost.loadModule(bestWasmIsa()), bestWasmIsa(), nodeHost.startThread),
};

test.runIf(names.includes("native"))("random arguments never crash the addon", { timeout: 600_000 }, () => {
  const script = fileURLToPath(new URL("../support/fuzz-arguments.mjs", import.meta.url));
  const args = [script, addonPath, "1", String(NUM_CALLS), JSON.stringify(TABLE)];
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });

  expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: "" });
  expectBoth(JSON.parse(stdout) as FuzzCounts);
});

test.runIf(names.includes("wasm"))("random arguments never crash WebAssembly", { timeout: 600_000 }, async () => {
  const engine = await engines.wasm!();
  const operations = [...operationNumber.keys()];
  const run = (operation: number, buffers: never, scalars: never): void => {
    engine.run(operations[operation]!, buffers, scalars);
  };

  expectBoth(fuzzArguments(run, TABLE, 1, NUM_CALLS));
});

test.each<[string, OperationTable, string]>([
  [
    "operation",
    { OPERATIONS: { ...OPERATIONS, sixteenth: {} }, ENUMERATIONS },
    'no case for the operation "sixteenth"',
  ],
  ["number", { OPERATIONS: { ...OPERATIONS, add: { n: "size" } }, ENUMERATIONS }, 'no case for the number of add "n"'],
  ["case", { OPERATIONS: {}, ENUMERATIONS }, 'a case for no operation "lstm"'],
])("random arguments miss no %s", (_, table, message) => {
  expect(() => fuzzArguments(() => {}, table, 1, 1)).toThrow(message);
});

describe.each(names)("arguments on %s", (name) => {
  const f = (...values: number[]): Values => Float32Array.from(values);
  const i = (...values: number[]): Values => Int32Array.from(values);

  const adamWScalars = scalarList("adamW", {
    ...{ numRows: 1, width: 1, beta1: 1, beta2: 1, keep: 1, rate: 1, rootScale: 1, epsilon: 1, gradientScale: 1 },
  });

  test.each<[string, Parameters<Engine["run"]>, string]>([
    ["a missing array", ["add", [f(1), f(2)], [1]], "buffer 2 is missing"],
    ["an array that is too short", ["add", [f(1), f(2), f(0)], [2]], "buffer 0: expected 2 floats, got 1 floats"],
    ["ints instead of floats", ["add", [i(1), f(2), f(0)], [1]], "buffer 0: expected 1 floats, got 1 ints"],
    ["a missing number", ["add", [f(1), f(2), f(0)], []], "scalar 0 is missing"],
    ["NaN as a size", ["add", [f(1), f(2), f(0)], [Number.NaN]], "scalar 0: expected a finite number"],
    ["a negative size", ["add", [f(1), f(2), f(0)], [-1]], "scalar 0: expected a size"],
    ["half a row", ["add", [f(1), f(2), f(0)], [0.5]], "scalar 0: expected a size"],
    ["a size past 2^31", ["add", [f(1), f(2), f(0)], [2 ** 31]], "scalar 0: expected a size"],
    ["an id outside the table", ["gather", [f(1, 2), i(2), f(0)], [2, 1]], "ids: expected rows of the table"],
    ["a negative id", ["gather", [f(1, 2), i(-1), f(0)], [2, 1]], "ids: expected rows of the table"],
    ["a label without a class", ["softmaxCrossEntropy", [f(1, 2), i(2), f(0), f(0, 0)], [1, 2]], "expected classes"],
    [
      "offsets that fall",
      ["sequencePool", [i(0, 2, 1), i(0, 1), f(0), f(0, 0)], [1, 1, 0]],
      "offsets: expected a rising list",
    ],
    [
      "offsets whose differences overflow",
      ["sequencePool", [i(0, 2 ** 31 - 1, -2, 4), i(0), f(0, 0, 0, 0), f(0)], [4, 1, 0]],
      "offsets: expected a rising list",
    ],
    ["a row past 2^28", ["rowSum", [f(), i(), i(2 ** 31 - 1), f(0)], [0, 1]], "rows: expected a rising list"],
    ["a rate of dropout past 1", ["dropout", [f(1), f(0)], [1, 0, 2 ** 33, 1]], "threshold"],
    ["columns outside", ["copyColumns", [f(1), f(0)], [1, 1, 1, 1, 1, 0]], "columns: outside the matrix"],
    ["rows that are not rising", ["adamW", [f(1), f(1), f(1), f(1, 1), i(0, 0)], adamWScalars], "rows"],
    ["an empty cell", ["lstm", [i(0), f(), f(), f(), f(), f(), f(), f()], [0, 0, 0, 0, 0]], "at least one input"],
    [
      "a mode that is none",
      ["sequencePool", [i(0), i(), f(), f()], [0, 0, 4]],
      "scalar 2: expected a value of its enum",
    ],
  ])("%s is a RangeError that says so", async (_, args, message) => {
    const engine = await engines[name]!();

    expect(() => engine.run(...args)).toThrow(RangeError);
    expect(() => engine.run(...args)).toThrow(message);
  });

  test.each<[string, unknown[], unknown[]]>([
    ["float64", [new Float64Array(1), f(2), f(0)], [1]],
    [
      "bytes that claim to be floats",
      [Object.setPrototypeOf(new Uint8Array(4), Float32Array.prototype), f(2), f(0)],
      [1],
    ],
    ["a view", [new DataView(new ArrayBuffer(4)), f(2), f(0)], [1]],
    ["a proxy", [new Proxy(f(1), {}), f(2), f(0)], [1]],
    ["a plain array", [[1], f(2), f(0)], [1]],
    ["a number as text", [f(1), f(2), f(0)], ["1"]],
    ["a big integer", [f(1), f(2), f(0)], [1n]],
  ])("%s is a TypeError", async (_, buffers, scalars) => {
    const engine = await engines[name]!();

    expect(() => engine.run("add", buffers as never, scalars as never)).toThrow(TypeError);
  });

  test("a name that is no operation is a TypeError", async () => {
    const engine = await engines[name]!();

    expect(() => engine.run("nonsense" as never, [], [])).toThrow(TypeError);
  });

  test("an array that a getter takes away while arguments are read has no elements", async () => {
    const engine = await engines[name]!();
    const first = new Float32Array(1000);
    const buffers = Object.defineProperty([first, new Float32Array(1000), new Float32Array(1000)], 2, {
      get: () => {
        structuredClone(first.buffer, { transfer: [first.buffer] });
        return new Float32Array(1000);
      },
    });

    expect(() => engine.run("add", buffers, [1000])).toThrow();
    expect(first.length).toBe(0);
  });

  test("a result over the ids that it is made from is refused", async () => {
    const engine = await engines[name]!();
    const { slab, begin } = engine.heap.allocate(64);
    const ids = new Int32Array(slab.buffer, begin, 2);
    const rows = new Float32Array(slab.buffer, begin, 2);

    expect(() => engine.run("gather", [f(1, 2), ids, rows], [2, 1])).toThrow("shares memory");
  });

  test("a call that failed leaves nothing behind", async () => {
    const engine = await engines[name]!();
    const before = engine.heap.allocate(64).begin;
    for (let k = 0; k < 1000; k++) {
      expect(() => engine.run("add", [new Float32Array(999), f(1), f(0)], [1])).toThrow(RangeError);
      expect(() => engine.run("add", [new Float32Array(999), f(1), f(0)], [1n as never])).toThrow(TypeError);
    }

    expect(engine.heap.allocate(64).begin).toBe(before + 64);
  });
});

/** So many calls are right and so many wrong that the fuzz means something. */
function expectBoth({ ran, threw, otherThrows }: FuzzCounts): void {
  expect(otherThrows).toEqual([]);
  expect(ran + threw).toBe(NUM_CALLS);
  expect(Math.min(ran, threw)).toBeGreaterThan(NUM_CALLS / 5);
}
