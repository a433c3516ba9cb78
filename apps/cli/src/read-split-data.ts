// Files to rows and their splits.

import {
  buildLabelMap,
  type LabelMap,
  parseTimes,
  type Splits,
  splitByColumn,
  splitByGroup,
  splitByHash,
  splitByTime,
  splitRandom,
  splitStratified,
} from "@newsclf/dataset";
import { UsageError } from "./print-error.ts";
import { type DataOptions, type Examples, type FileSummary, readExamples } from "./read-examples.ts";
import type { SplitSettings } from "./train-options.ts";

/** The rows of all files, one after another. */
export interface SplitData {
  readonly files: readonly FileSummary[];
  readonly examples: Examples;
  readonly labelMap: LabelMap;
  readonly splits: Splits;
  /** Name of the file of a row (as it was given where two have one name), and which of its records it is (from 1). */
  readonly placeOf: (row: number) => RowPlace;
}

export interface RowPlace {
  readonly file: string;
  readonly record: number;
}

/** @param testData - A file whose rows are the test split; the other file is then split in two. */
export async function readSplitData(
  source: string,
  testData: string | undefined,
  options: DataOptions,
  settings: SplitSettings,
): Promise<SplitData> {
  checkColumn(settings);
  const { splitColumn } = settings;
  const keepColumns = splitColumn === undefined ? [] : [splitColumn];
  const { examples, summary } = await readExamples(source, { ...options, keepColumns }, true);
  const test = testData === undefined ? undefined : await readExamples(testData, options, true);
  const numRows = examples.texts.length;
  const labelMap = buildLabelMap([...examples.labelNames, ...(test?.examples.labelNames ?? [])]);
  const column = splitColumn === undefined ? [] : examples.columns.get(splitColumn)!;
  const splits = splitRows(examples, labelMap, column, settings, test !== undefined, summary.name);
  if (test === undefined) {
    const placeOf = (row: number): RowPlace => ({ file: summary.name, record: examples.records[row]! });
    return { files: [summary], examples, labelMap, splits, placeOf };
  }
  const all = concat(examples, test.examples);
  const added = Int32Array.from(test.examples.texts.keys(), (row) => row + numRows);
  // Two files of one name in different folders.
  const names = summary.name === test.summary.name ? [source, testData!] : [summary.name, test.summary.name];
  const file = (row: number): string => names[row < numRows ? 0 : 1]!;
  return {
    files: [summary, test.summary],
    examples: all,
    labelMap,
    splits: { ...splits, test: Int32Array.from([...splits.test, ...added]) },
    placeOf: (row) => ({ file: file(row), record: all.records[row]! }),
  };
}

function checkColumn({ splitMethod, splitColumn }: SplitSettings): void {
  const needsColumn = ["time", "group", "column"].includes(splitMethod);
  if (needsColumn && splitColumn === undefined) {
    throw new UsageError("CONFIG", `--split-method ${splitMethod} needs a column`, "add --split-column <name>");
  }
  if (!needsColumn && splitColumn !== undefined) {
    const message = `--split-method ${splitMethod} uses no --split-column`;
    throw new UsageError("CONFIG", message, "add --split-method time, group or column");
  }
}

function splitRows(
  { texts, labelNames, records }: Examples,
  labelMap: LabelMap,
  column: readonly string[],
  { split, splitMethod, seed }: SplitSettings,
  testGiven: boolean,
  file: string,
): Splits {
  const [train, validation, test] = split;
  const total = train + validation;
  const fractions = testGiven
    ? { train: train / total, validation: validation / total, test: 0 }
    : { train, validation, test };
  const place = (row: number): string => `${file} (record ${records[row]})`;
  switch (splitMethod) {
    case "stratified":
      return splitStratified(Int32Array.from(labelNames, labelMap.idOf), fractions, seed);
    case "random":
      return splitRandom(texts.length, fractions, seed);
    case "hash":
      return splitByHash(texts, fractions, seed);
    case "time":
      return splitByTime(parseTimes(column, place), fractions);
    case "group":
      return splitByGroup(column, fractions, seed);
    case "column":
      return splitByColumn(column, place);
  }
}

function concat(a: Examples, b: Examples): Examples {
  return {
    texts: [...a.texts, ...b.texts],
    titles: [...a.titles, ...b.titles],
    labelNames: [...a.labelNames, ...b.labelNames],
    records: [...a.records, ...b.records],
  };
}
