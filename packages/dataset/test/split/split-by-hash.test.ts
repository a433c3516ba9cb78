import fc from "fast-check";
import { expect, test } from "vitest";
import { splitByHash } from "../../src/split/split-by-hash.ts";
import { allRows, anyFractions, EIGHTY_TEN_TEN, sizes, splitOf } from "./_splits.ts";

const numbered = (n: number): string[] => Array.from({ length: n }, (_, i) => `text ${i}`);

test("loses and doubles no row, and gives a split of fraction 0 nothing", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), anyFractions, fc.integer(), (texts, fractions, seed) => {
      const splits = splitByHash(texts, fractions, seed);

      expect(allRows(splits)).toEqual([...texts.keys()]);
      sizes(splits).forEach((size, i) => {
        if (Object.values(fractions)[i] === 0) expect(size).toBe(0);
      });
    }),
  );
});

test("keeps each row where it is when others come before it", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), fc.integer(), (texts, added, seed) => {
      const before = splitByHash(texts, EIGHTY_TEN_TEN, seed);
      const after = splitByHash([...added, ...texts], EIGHTY_TEN_TEN, seed);

      for (const row of texts.keys()) expect(splitOf(after, row + added.length)).toBe(splitOf(before, row));
    }),
  );
});

test("puts texts that differ by case, space or Unicode form on one side", () => {
  const texts = Array.from({ length: 50 }, (_, i) => [`Café  ${i} `, `cafe\u0301 ${i}`, `CAFÉ\u200d ${i}`]).flat();
  const splits = splitByHash(texts, EIGHTY_TEN_TEN, 3);

  for (let row = 0; row < texts.length; row += 3) {
    expect(splitOf(splits, row + 1)).toBe(splitOf(splits, row));
    expect(splitOf(splits, row + 2)).toBe(splitOf(splits, row));
  }
});

test("comes near the fractions", () => {
  const [train, validation, test] = sizes(splitByHash(numbered(10_000), EIGHTY_TEN_TEN, 1));

  expect(Math.abs(train! - 8000)).toBeLessThan(120);
  expect(Math.abs(validation! - 1000)).toBeLessThan(90);
  expect(Math.abs(test! - 1000)).toBeLessThan(90);
});

test("is the same on every machine", () => {
  const { validation, test } = splitByHash(numbered(20), EIGHTY_TEN_TEN, 0);

  expect([...validation, ...test]).toMatchInlineSnapshot(`
    [
      3,
      9,
    ]
  `);
});

test("differs from seed to seed", () => {
  expect(splitByHash(numbered(50), EIGHTY_TEN_TEN, 1)).not.toEqual(splitByHash(numbered(50), EIGHTY_TEN_TEN, 2));
});
