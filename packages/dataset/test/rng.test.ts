import { expect, test } from "vitest";
import { createRng, createXoshiro, range, shuffle } from "../src/rng.ts";

const take = (n: number, next: () => number): number[] => Array.from({ length: n }, next);

test("follows the published sequence of xoshiro128**", () => {
  // First outputs for the state 1, 2, 3, 4, worked out from the authors' definition.
  const rng = createXoshiro([1, 2, 3, 4]);

  expect(take(4, rng.uint32)).toEqual([11520, 0, 5927040, 70819200]);
});

test("gives the same stream for the same seed", () => {
  expect(take(5, createRng(7).uint32)).toEqual(take(5, createRng(7).uint32));
});

test("gives other streams for neighbouring seeds and for stream numbers", () => {
  const firsts = [createRng(1), createRng(2), createRng(1, 0), createRng(1, 1), createRng(2 ** 40 + 1)].map((rng) =>
    rng.uint32(),
  );

  expect(new Set(firsts).size).toBe(5);
});

test("draws every integer below n about equally often", () => {
  const rng = createRng(11);
  const counts = new Array<number>(7).fill(0);
  for (let i = 0; i < 70_000; i++) counts[rng.below(7)]! += 1;

  // Standard deviation is 93: five of them.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(465);
});

test("shuffles into every order", () => {
  const rng = createRng(5);
  const orders = new Set(take(200, () => 0).map(() => shuffle(range(3), rng).join()));

  expect(orders.size).toBe(6);
});

test("refuses a seed that is no integer", () => {
  expect(() => createRng(1.5)).toThrow("expected a safe integer as seed, got 1.5");
});
