import { expect, test } from "vitest";
import { sumTree } from "../../src/group/sum-tree.ts";
import { runGroup } from "../_memory-group.ts";

/** Says how it was added up. */
const summands = (computed: number[] = []) => ({
  leaf: (i: number) => {
    computed.push(i);
    return String(i);
  },
  add: (left: string, right: string) => `(${left}+${right})`,
  encode: async (value: string) => new TextEncoder().encode(value),
  decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes),
});

test.each([
  [1, "0"],
  [2, "(0+1)"],
  [3, "(0+(1+2))"],
  [4, "((0+1)+(2+3))"],
  [7, "((0+(1+2))+((3+4)+(5+6)))"],
])("%i leaves are added in the same order by any number of processes", async (numLeaves, expected) => {
  expect(await sumTree(numLeaves, summands())).toBe(expected);
  for (let size = 1; size <= 9; size++) {
    const sums = await runGroup(size, (group) => sumTree(numLeaves, summands(), group));

    expect(sums).toEqual([expected, ...Array(size - 1).fill(undefined)]);
  }
});

test("each leaf is computed once, and processes have like shares", async () => {
  const computed = await runGroup(3, async (group) => {
    const mine: number[] = [];
    await sumTree(8, summands(mine), group);
    return mine;
  });

  expect(computed).toEqual([
    [0, 1, 2],
    [3, 4, 5],
    [6, 7],
  ]);
});
