import { expect, test } from "vitest";
import { createRng } from "../src/rng.ts";

test("gives the same stream for the same seed", () => {
  const first = createRng(7);
  const second = createRng(7);

  for (let draw = 0; draw < 10; draw++) expect(first.between(0, 1000)).toBe(second.between(0, 1000));
});

test("stays inside the bounds and reaches both", () => {
  const rng = createRng(1);
  const draws = new Set(Array.from({ length: 200 }, () => rng.between(3, 5)));

  expect([...draws].sort()).toEqual([3, 4, 5]);
});

test.each([0, -1, 1.5, 2 ** 32])("refuses the seed %d", (seed) => {
  expect(() => createRng(seed)).toThrow(RangeError);
});
