import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { OPERATIONS, operationNumber, scalarList } from "../../src/engines/operations.ts";

test("C++ has the same table", () => {
  const script = fileURLToPath(new URL("../../scripts/generate-operations.mjs", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });

  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("counts operations in the order of the table", () => {
  expect([...operationNumber]).toEqual(Object.keys(OPERATIONS).map((name, i) => [name, i]));
});

test("puts numbers in the order of the table, whatever the order of the call", () => {
  expect(scalarList("matMul", { transposeB: true, transposeA: false, depth: 3, numColumns: 2, numRows: 1 })).toEqual([
    1, 2, 3, 0, 1,
  ]);
  expect(scalarList("sequencePool", { mode: "max", width: 5, numTokens: 4 })).toEqual([4, 5, 3]);
});

test("a number that is missing is none", () => {
  expect(scalarList("add", {} as never)).toEqual([Number.NaN]);
});
