import fc from "fast-check";
import { expect, test } from "vitest";
import { splitByGroup } from "../../src/split/split-by-group.ts";
import { SPLIT_NAMES } from "../../src/split/splits.ts";
import { allRows, anyFractions, EIGHTY_TEN_TEN, sizes, splitOf } from "./_splits.ts";

const anyGroups = fc.array(fc.constantFrom("", "a", "b", "c", "d", "e", "__proto__"), { maxLength: 80 });

test("loses and doubles no row and tears no group", () => {
  fc.assert(
    fc.property(anyGroups, anyFractions, fc.integer(), (groups, fractions, seed) => {
      const splits = splitByGroup(groups, fractions, seed);

      expect(allRows(splits)).toEqual([...groups.keys()]);
      groups.forEach((group, row) => {
        if (group !== "") expect(splitOf(splits, row)).toBe(splitOf(splits, groups.indexOf(group)));
      });
    }),
  );
});

test("is over no share by as much as its largest group, unless to fill an empty split", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 60, maxLength: 200 }), fc.integer(), (numbers, seed) => {
      const groups = numbers.map(String);
      const largest = Math.max(...groups.map((group) => groups.filter((other) => other === group).length));
      const splits = splitByGroup(groups, EIGHTY_TEN_TEN, seed);

      for (const name of SPLIT_NAMES) {
        expect(splits[name].length).toBeLessThan(EIGHTY_TEN_TEN[name] * groups.length + largest + 1);
      }
    }),
  );
});

test("leaves no split empty when there are enough groups", () => {
  const groups = ["a", "b", "c"].flatMap((name, i) => new Array(i === 0 ? 100 : 1).fill(name));

  for (let seed = 0; seed < 20; seed++) expect(Math.min(...sizes(splitByGroup(groups, EIGHTY_TEN_TEN, seed)))).toBe(1);
});

test("treats rows without a group one by one", () => {
  expect(sizes(splitByGroup(new Array(10).fill(""), EIGHTY_TEN_TEN, 1))).toEqual([8, 1, 1]);
});

test("depends on the seed alone", () => {
  const groups = Array.from({ length: 60 }, (_, i) => `group ${i % 20}`);

  expect(splitByGroup(groups, EIGHTY_TEN_TEN, 1)).toEqual(splitByGroup(groups, EIGHTY_TEN_TEN, 1));
  expect(splitByGroup(groups, EIGHTY_TEN_TEN, 1)).not.toEqual(splitByGroup(groups, EIGHTY_TEN_TEN, 2));
});
