import { expect, test } from "vitest";
import { shardOption, takeShard } from "../../src/commands/predict/shard.ts";

const parse = (written: string): unknown => shardOption().parseArg!(written, undefined as never);

async function take(blocks: readonly number[][], index: number, count: number): Promise<number[][]> {
  const taken: number[][] = [];
  for await (const block of takeShard(blocks, { index, count })) taken.push(block);
  return taken;
}

test.each([
  ["0/1", { index: 0, count: 1 }],
  ["7/8", { index: 7, count: 8 }],
  ["007/8", { index: 7, count: 8 }],
])("takes %s", (written, shard) => {
  expect(parse(written)).toEqual(shard);
});

test.each(["", "1", "8/8", "1/0", "-1/8", "1/8/2", "1.5/8", " 1/8", "a/b", "1e9/2e9", "0/99999999999"])(
  "refuses %j",
  (written) => {
    expect(() => parse(written)).toThrow("Expected i/n with i in 0..n-1, such as 0/8.");
  },
);

test("counts over blocks, and leaves out those that have nothing", async () => {
  const blocks = [[0, 1, 2], [3], [], [4, 5, 6, 7]];

  expect(await take(blocks, 1, 3)).toEqual([[1, 4, 7]]);
  expect(await take([...blocks, [8, 9, 10, 11]], 1, 2)).toEqual([
    [1, 3, 5, 7],
    [9, 11],
  ]);
  expect(await take(blocks, 9, 10)).toEqual([]);
});

test.each([1, 2, 5, 11])("each of %d shards has its own, and together they have all", async (count) => {
  const blocks = [[0, 1, 2], [3], [4, 5, 6, 7]];
  const taken = await Promise.all(Array.from({ length: count }, (_, index) => take(blocks, index, count)));

  expect(taken.flat(2).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
