// Which row is in which split, as the settings say.

import {
  type LabelMap,
  parseTimes,
  range,
  type Splits,
  splitByColumn,
  splitByGroup,
  splitByHash,
  splitByTime,
  splitRandom,
  splitStratified,
} from "@newsclf/dataset";
import { deriveSeed } from "@newsclf/kernels";
import type { Settings } from "../settings/settings.ts";
import { type RowPlace, showPlace } from "./rows.ts";

/** What may be split. */
export interface UnsplitRows {
  readonly texts: readonly string[];
  readonly labelNames: readonly string[];
  readonly labelMap: LabelMap;
  /** Values of the column that decides; none for methods without one. */
  readonly column: readonly string[];
  readonly placeOf: (row: number) => RowPlace;
}

type SplitSettings = Pick<Settings, "split" | "splitMethod" | "seed">;

/** @param numTestRows - Rows that follow these and are all for testing; where there are some, these are split in two only. */
export function splitRows(rows: UnsplitRows, settings: SplitSettings, numTestRows: number): Splits {
  const splits = splitByMethod(rows, settings, numTestRows > 0);
  const added = range(rows.texts.length + numTestRows).subarray(rows.texts.length);
  return { ...splits, test: Int32Array.from([...splits.test, ...added]) };
}

function splitByMethod(
  { texts, labelNames, labelMap, column, placeOf }: UnsplitRows,
  { split, splitMethod, seed }: SplitSettings,
  hasTestRows: boolean,
): Splits {
  const [train, validation, test] = split;
  const total = train + validation;
  const fractions = hasTestRows
    ? { train: train / total, validation: validation / total, test: 0 }
    : { train, validation, test };
  const splitSeed = deriveSeed(seed, "split");
  const place = (row: number): string => showPlace(placeOf(row));
  switch (splitMethod) {
    case "stratified":
      return splitStratified(Int32Array.from(labelNames, labelMap.idOf), fractions, splitSeed);
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
