import { expect, test } from "vitest";
import { deriveSeed } from "../src/index.ts";

const PURPOSES = ["", "a", "b", "ab", "ba", "a0", "dropout", "dropout 1", "shuffle", "initial weights"];

test("gives each purpose and each of its counters a seed of its own", () => {
  const counters = Array.from({ length: 100 }, (_, i) => i);
  const uses = PURPOSES.flatMap((purpose) => [
    deriveSeed(1, purpose),
    ...counters.map((i) => deriveSeed(1, purpose, i)),
    ...counters.flatMap((i) => counters.slice(0, 10).map((k) => deriveSeed(1, purpose, i, k))),
  ]);

  expect(new Set(uses).size).toBe(uses.length);
});

test("takes no counter for a part of the purpose", () => {
  expect(deriveSeed(1, "a", "b".charCodeAt(0))).not.toBe(deriveSeed(1, "ab"));
});

test("gives each seed a key of its own, the same every time", () => {
  const keys = Array.from({ length: 1000 }, (_, seed) => deriveSeed(seed, "dropout", 1));

  expect(new Set(keys).size).toBe(1000);
  expect(deriveSeed(7, "dropout", 3, 1)).toBe(1514250395);
});
