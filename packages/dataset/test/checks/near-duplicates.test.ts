import fc from "fast-check";
import { expect, test } from "vitest";
import { findNearDuplicates, resemblance } from "../../src/checks/near-duplicates.ts";
import { makeNoise } from "./_reports.ts";

test("measures the resemblance of the sets of 5-character substrings", () => {
  // abcde, bcdef | bcdef, cdefg
  expect(resemblance("abcdef", "bcdefg")).toBeCloseTo(1 / 3, 12);
  expect(resemblance("ABC  def", "abc def")).toBe(1);
  expect(resemblance("abc", "abd")).toBe(0);
});

test("groups every text with its near copies, and with nothing else", () => {
  const { texts } = makeNoise(300, 1);
  const copies = texts.map((text, i) => (i % 2 ? `${text} ${i % 10}` : text.replace(/^\w\w/, "x")));
  const groups = findNearDuplicates([...texts, ...copies]);
  const joined = texts.filter((_, i) => groups[i + 300] === i).length;
  const alike = texts.filter((text, i) => resemblance(text, copies[i]!) >= 0.8).length;

  expect(alike).toBeGreaterThan(250);
  expect(joined).toBeGreaterThanOrEqual(0.99 * alike);
  expect([...groups.subarray(0, 300)]).toEqual([...texts.keys()]);
});

test("joins only texts that are alike, through others at most, under their first row", () => {
  const word = fc.constantFrom("alpha", "beta", "gamma", "delta");
  const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), (texts) => {
      const groups = findNearDuplicates(texts);

      groups.forEach((group, row) => {
        expect(group).toBeLessThanOrEqual(row);
        expect(groups[group]).toBe(group);
        if (group === row) return;
        const others = [...groups.keys()].filter((other) => other !== row && groups[other] === group);
        expect(Math.max(...others.map((other) => resemblance(texts[other]!, texts[row]!)))).toBeGreaterThanOrEqual(0.8);
      });
    }),
  );
});

test("takes texts of any length", () => {
  expect([...findNearDuplicates(["", "a", "", "a", "ab", "x".repeat(100_000), "x".repeat(99_999)])]).toEqual([
    0, 1, 0, 1, 4, 5, 5,
  ]);
});

test("leaves rows alone that it is not to compare", () => {
  expect([...findNearDuplicates(["same text", "same text", "same text"], Int32Array.of(0, 2))]).toEqual([0, 1, 0]);
});

test("needs time linear in the texts, even if thousands of them are alike", () => {
  const texts = Array.from({ length: 20_000 }, (_, i) => `the same long sentence with a small number in it: ${i}`);

  // About a second; every pair compared would take an hour.
  expect(new Set(findNearDuplicates(texts)).size).toBeLessThan(100);
});
