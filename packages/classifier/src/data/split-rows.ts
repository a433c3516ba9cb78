// Which row is in which split, as the settings say.

import {
  findCopies,
  leaveOutCopies,
  parseTimes,
  range,
  type Splits,
  splitByColumn,
  splitByGroup,
  splitByHash,
  splitByTime,
  splitRandom,
  splitStratified,
  splitTogether,
} from "@newsclf/dataset";
import { deriveSeed } from "@newsclf/kernels";
import type { Settings } from "../settings/settings.ts";
import { type RowPlace, type SplitRows, showPlace } from "./rows.ts";

/** What may be split. */
export interface UnsplitRows {
  readonly texts: readonly string[];
  /** `[n]`, equal where rows have the same label. */
  readonly labels: Int32Array;
  /** `[n]`, what a stratified split has the same shares of: see `strataOf`. */
  readonly strata: Int32Array;
  /** Values of the column that decides, of the rows that are split; none for methods without one. */
  readonly column: readonly string[];
  readonly placeOf: (row: number) => RowPlace;
}

type SplitSettings = Pick<Settings, "split" | "splitMethod" | "seed" | "duplicates">;

/** How many of the last rows are for validation, and how many after them for testing. */
export interface GivenRows {
  readonly validation: number;
  readonly test: number;
}

/** @param given - Where there are some, the other rows are split without that part. */
export function splitRows(rows: UnsplitRows, settings: SplitSettings, given: GivenRows): SplitRows {
  const { texts } = rows;
  const { duplicates } = settings;
  const numOwn = texts.length - given.validation - given.test;
  const numMeasured = numOwn + given.validation;
  const firstOf = findCopies(texts);
  const own = keptRows(rows.labels, firstOf.subarray(0, numOwn), duplicates);
  const whole = splitOwn(rows, own, firstOf.subarray(0, numOwn), settings, given);
  const rest = range(texts.length);
  const all = {
    train: whole.train,
    validation: Int32Array.from([...whole.validation, ...rest.subarray(numOwn, numMeasured)]),
    test: Int32Array.from([...whole.test, ...rest.subarray(numMeasured)]),
  };
  const splits = duplicates === "keep" ? all : leaveOutCopies(all, firstOf);
  const numRows = splits.train.length + splits.validation.length + splits.test.length;
  return {
    splits,
    copies: {
      firstOf,
      numRepeated: firstOf.reduce((sum, first, row) => sum + (first === row ? 0 : 1), 0),
      numDropped: numOwn - own.length,
      numLeftOut: own.length + given.validation + given.test - numRows,
    },
  };
}

/** @param firstOf - For each row, the first with the same text. */
function keptRows(labels: Int32Array, firstOf: Int32Array, duplicates: SplitSettings["duplicates"]): Int32Array {
  const rows = range(firstOf.length);
  if (duplicates === "together" || duplicates === "keep") return rows;
  const conflicting = new Set<number>();
  firstOf.forEach((first, row) => {
    if (labels[first] !== labels[row]) conflicting.add(first);
  });
  const isDropped = (row: number): boolean =>
    firstOf[row] !== row || (duplicates === "drop-conflicting" && conflicting.has(row));
  return rows.filter((row) => !isDropped(row));
}

/** @param firstOf - For each row that is no test row, the first with the same text. */
function splitOwn(
  rows: UnsplitRows,
  own: Int32Array,
  firstOf: Int32Array,
  settings: SplitSettings,
  given: GivenRows,
): Splits {
  const split = (some: Int32Array): Splits => {
    const { train, validation, test } = splitByMethod(pick(rows, some), settings, given);
    const inRows = (indices: Int32Array): Int32Array => indices.map((i) => some[i]!);
    return { train: inRows(train), validation: inRows(validation), test: inRows(test) };
  };
  const isByChance = settings.splitMethod === "stratified" || settings.splitMethod === "random";
  // All of them are there then, so that a row is its own position.
  return isByChance && settings.duplicates === "together" ? splitTogether(own, firstOf, split) : split(own);
}

function pick({ texts, labels, strata, column, placeOf }: UnsplitRows, some: Int32Array): UnsplitRows {
  const of = (values: readonly string[]): string[] => Array.from(some, (row) => values[row]!);
  const ofNumbers = (values: Int32Array): Int32Array => some.map((row) => values[row]!);
  return {
    ...{ texts: of(texts), labels: ofNumbers(labels), strata: ofNumbers(strata), placeOf: (i) => placeOf(some[i]!) },
    column: column.length === 0 ? [] : of(column),
  };
}

function splitByMethod(
  { texts, strata, column, placeOf }: UnsplitRows,
  { split, splitMethod, seed }: SplitSettings,
  given: GivenRows,
): Splits {
  const [train, validation, test] = split;
  const left = { train, validation: given.validation > 0 ? 0 : validation, test: given.test > 0 ? 0 : test };
  const total = given.validation + given.test > 0 ? left.train + left.validation + left.test : 1;
  const fractions = { train: left.train / total, validation: left.validation / total, test: left.test / total };
  const splitSeed = deriveSeed(seed, "split");
  const place = (row: number): string => showPlace(placeOf(row));
  switch (splitMethod) {
    case "stratified":
      return splitStratified(strata, fractions, splitSeed);
    case "random":
      return splitRandom(texts.length, fractions, splitSeed);
    case "hash":
      return splitByHash(texts, fractions, splitSeed);
    case "time":
      return splitByTime(parseTimes(column, place), fractions);
    case "group":
      return splitByGroup(column, fractions, splitSeed);
    case "column":
      return splitByColumn(column, place);
  }
}
