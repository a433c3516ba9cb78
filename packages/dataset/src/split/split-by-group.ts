// Splits that keep what belongs together on one side: articles of an author, chapters of a book.

import { createRng, range, shuffle } from "../rng.ts";
import { type SplitFractions, type Splits, toShares, toSplits } from "./splits.ts";

/**
 * No group is in two splits. Groups come in random order, each to the split that is furthest behind its share, so that a split
 * is over its share by less than its largest group. With at least as many groups as splits none stays empty: the smallest
 * group of the split with the most groups moves to an empty one.
 *
 * @param groups - `[n]`, names; a row without one ("") is a group of its own.
 * @param fractions - Sum 1, within 1e-6.
 * @param seed - Safe integer; same seed, same split.
 */
export function splitByGroup(groups: readonly string[], fractions: SplitFractions, seed: number): Splits {
  const shares = toShares(fractions);
  const rowsOf = gatherGroups(groups);
  const bySplit: number[][][] = shares.map(() => []);
  const behind = shares.map((share) => (share > 0 ? share * groups.length : Number.NEGATIVE_INFINITY));
  for (const index of shuffle(range(rowsOf.length), createRng(seed))) {
    const split = behind.indexOf(Math.max(...behind));
    bySplit[split]!.push(rowsOf[index]!);
    behind[split]! -= rowsOf[index]!.length;
  }
  fillEmptySplits(bySplit, shares);
  return toSplits(groups.length, (assign) => {
    bySplit.forEach((members, split) => {
      for (const row of members.flat()) assign(row, split);
    });
  });
}

function gatherGroups(groups: readonly string[]): number[][] {
  const rowsOf = new Map<string, number[]>();
  const all: number[][] = [];
  groups.forEach((group, row) => {
    const rows = group === "" ? undefined : rowsOf.get(group);
    if (rows !== undefined) {
      rows.push(row);
      return;
    }
    all.push([row]);
    rowsOf.set(group, all.at(-1)!);
  });
  return all;
}

function fillEmptySplits(bySplit: number[][][], shares: readonly number[]): void {
  bySplit.forEach((members, split) => {
    if (members.length > 0 || shares[split] === 0) return;
    const donor = bySplit.reduce((most, candidate) => (candidate.length > most.length ? candidate : most));
    if (donor.length < 2) return;
    const smallest = donor.reduce((least, rows) => (rows.length < least.length ? rows : least));
    members.push(...donor.splice(donor.indexOf(smallest), 1));
  });
}
