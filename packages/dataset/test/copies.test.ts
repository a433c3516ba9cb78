import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findCopies, leaveOutCopies, splitTogether } from "../src/copies.ts";
import { range } from "../src/rng.ts";
import { splitRandom } from "../src/split/split-random.ts";
import type { Splits } from "../src/split/splits.ts";
import { allRows, anyFractions, splitOf } from "./split/_splits.ts";

/** Texts of a few kinds, each in one of the spellings that count as equal. */
const anyKinds = fc.array(fc.record({ kind: fc.nat(6), spelling: fc.nat(3) }), { maxLength: 60 });

const spell = (kind: number, spelling: number): string =>
  [`Café  ${kind}`, ` CAFÉ ${kind}`, `cafe\u0301\t${kind}\n`, `ｃａｆé\u200d ${kind}`][spelling]!;

describe("findCopies", () => {
  test.each([
    ["case", "Cup Final", "CUP final"],
    ["white space", "cup final", " cup\t\n final "],
    ["composed and decomposed letters", "café", "cafe\u0301"],
    ["compatible letters", "first", "\ufb01rst"],
    ["invisible characters", "café", "ca\u00adfé\u200b"],
  ])("takes texts that differ by %s for equal", (_, text, copy) => {
    expect(findCopies(["other", text, copy])).toEqual(Int32Array.of(0, 1, 1));
  });

  test.each([
    ["accents", "cafe", "café"],
    ["punctuation", "cup final", "cup, final"],
    ["where words end", "cup final", "cupfinal"],
  ])("tells texts apart that differ by %s", (_, text, other) => {
    expect(findCopies([text, other])).toEqual(Int32Array.of(0, 1));
  });

  test("points every copy to the first of its kind", () => {
    fc.assert(
      fc.property(anyKinds, (rows) => {
        const kinds = rows.map(({ kind }) => kind);
        const firstOf = findCopies(rows.map(({ kind, spelling }) => spell(kind, spelling)));

        expect(firstOf).toEqual(Int32Array.from(kinds, (kind) => kinds.indexOf(kind)));
      }),
    );
  });

  test("takes texts without a word for equal, and no text for none", () => {
    expect(findCopies(["", " ", "a", "\u200b"])).toEqual(Int32Array.of(0, 0, 2, 0));
    expect(findCopies([])).toEqual(new Int32Array(0));
  });
});

describe("splitTogether", () => {
  test("loses and doubles no row and puts no copies on two sides", () => {
    fc.assert(
      fc.property(anyKinds, anyFractions, fc.integer(), fc.nat(9), (kinds, fractions, seed, offset) => {
        const firstOf = findCopies(kinds.map(({ kind, spelling }) => spell(kind, spelling)));
        // Some rows of a larger table: what `firstOf` counts are positions among them.
        const rows = range(kinds.length).map((i) => offset + 2 * i);
        const splits = splitTogether(rows, firstOf, (distinct) => {
          const { train, validation, test } = splitRandom(distinct.length, fractions, seed);
          const inRows = (indices: Int32Array): Int32Array => indices.map((i) => distinct[i]!);
          return { train: inRows(train), validation: inRows(validation), test: inRows(test) };
        });

        expect(allRows(splits)).toEqual([...rows]);
        for (const side of Object.values(splits)) expect(side).toEqual(side.toSorted());
        rows.forEach((row, i) => {
          expect(splitOf(splits, row)).toBe(splitOf(splits, rows[firstOf[i]!]!));
        });
      }),
    );
  });

  test("splits the first of each kind alone", () => {
    const seen: Int32Array[] = [];
    splitTogether(Int32Array.of(3, 5, 6, 9), Int32Array.of(0, 1, 0, 1), (distinct) => {
      seen.push(distinct);
      return { train: distinct, validation: range(0), test: range(0) };
    });

    expect(seen).toEqual([Int32Array.of(3, 5)]);
  });

  test("leaves copies out where the split leaves out the first", () => {
    const splits = splitTogether(range(4), Int32Array.of(0, 1, 0, 1), () => ({
      train: Int32Array.of(1),
      validation: range(0),
      test: range(0),
    }));

    expect(splits).toEqual({ train: Int32Array.of(1, 3), validation: range(0), test: range(0) });
  });
});

describe("leaveOutCopies", () => {
  const splitsOf = (train: number[], validation: number[], test: number[]): Splits => ({
    train: Int32Array.from(train),
    validation: Int32Array.from(validation),
    test: Int32Array.from(test),
  });

  test("takes from train what is in validation or test", () => {
    const firstOf = findCopies(["a", "b", "c", "A", "B"]);

    expect(leaveOutCopies(splitsOf([0, 1, 2], [3], [4]), firstOf)).toEqual(splitsOf([2], [3], [4]));
  });

  test("takes from validation what is in test, and then from train too", () => {
    const firstOf = findCopies(["a", "A", " a", "b"]);

    expect(leaveOutCopies(splitsOf([0], [1, 3], [2]), firstOf)).toEqual(splitsOf([], [3], [2]));
  });

  test("leaves copies on one side alone", () => {
    const firstOf = findCopies(["a", "a", "b", "b", "c", "c"]);
    const splits = splitsOf([0, 1], [2, 3], [4, 5]);

    expect(leaveOutCopies(splits, firstOf)).toEqual(splits);
  });

  test("takes nothing from test, and no more than what is measured on from the others", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ kind: fc.nat(20), side: fc.nat(2) }), { maxLength: 60 }), (rows) => {
        const firstOf = findCopies(rows.map(({ kind }) => `text ${kind}`));
        const rowsOf = (side: number): number[] => [...rows.keys()].filter((row) => rows[row]!.side === side);
        const [train, validation, test] = [rowsOf(0), rowsOf(1), rowsOf(2)];
        const isIn = (side: number[], row: number): boolean => side.some((other) => firstOf[other] === firstOf[row]);

        expect(leaveOutCopies(splitsOf(train, validation, test), firstOf)).toEqual(
          splitsOf(
            train.filter((row) => !isIn(validation, row) && !isIn(test, row)),
            validation.filter((row) => !isIn(test, row)),
            test,
          ),
        );
      }),
    );
  });
});
