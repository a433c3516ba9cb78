// Texts that are there more than once. In two splits a copy would be a question whose answer was given before.

import type { Splits } from "./split/splits.ts";
import { canonicalText, hashText } from "./text-hash.ts";

/** For each text, the first that equals it but for case, white space and Unicode form; one unlike any before is its own. */
export function findCopies(texts: readonly string[]): Int32Array {
  const rowsByHash = new Map<number, number>();
  return Int32Array.from(texts, (text, row) => {
    const canonical = canonicalText(text);
    const hash = hashText(canonical, 1) * 2 ** 21 + (hashText(canonical, 2) >>> 11);
    const first = rowsByHash.get(hash);
    if (first === undefined) rowsByHash.set(hash, row);
    return first !== undefined && canonicalText(texts[first]!) === canonical ? first : row;
  });
}

/**
 * Splits the first of each kind, and lets its copies follow it.
 *
 * @param rows - What is split.
 * @param firstOf - For each of them, the first that equals it: its position in `rows`, as `findCopies` gives it.
 * @param split - Splits some of the rows.
 */
export function splitTogether(rows: Int32Array, firstOf: Int32Array, split: (distinct: Int32Array) => Splits): Splits {
  const splits = split(rows.filter((_, i) => firstOf[i] === i));
  const follow = (chosen: Int32Array): Int32Array => {
    const isChosen = new Set(chosen);
    return rows.filter((_, i) => isChosen.has(rows[firstOf[i]!]!));
  };
  return { train: follow(splits.train), validation: follow(splits.validation), test: follow(splits.test) };
}

/**
 * Leaves out the training texts that are also in validation or test, and the validation texts that are also in test: what is
 * measured on stays as it is.
 *
 * @param firstOf - `[n]`, of `findCopies`.
 */
export function leaveOutCopies({ train, validation, test }: Splits, firstOf: Int32Array): Splits {
  const kinds = (rows: Int32Array): Set<number> => new Set(Array.from(rows, (row) => firstOf[row]!));
  const tested = kinds(test);
  const measured = validation.filter((row) => !tested.has(firstOf[row]!));
  const known = kinds(measured);
  return {
    train: train.filter((row) => !tested.has(firstOf[row]!) && !known.has(firstOf[row]!)),
    validation: measured,
    test,
  };
}
