// Files to rows and their splits.

import { basename, relative } from "node:path";
import {
  buildLabelMap,
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
import { resolvePath } from "./paths.ts";
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
  const sources = test === undefined ? [summary] : [summary, test.summary];
  const nameOf = createFileNames(sources);
  const all = test === undefined ? examples : concat(examples, test.examples);
  const placeOf = (row: number): RowPlace => locate(sources[row < numRows ? 0 : 1]!, all.records[row]!, nameOf);
  const splits = splitRows(examples, labelMap, column, settings, test !== undefined, placeOf);
  const added = range(all.texts.length).subarray(numRows);
  return {
    files: sources,
    examples: all,
    labelMap,
    splits: test === undefined ? splits : { ...splits, test: Int32Array.from([...splits.test, ...added]) },
    placeOf,
  };
}

/** The file of a record, and its number there: in a source of several files they are numbered through. */
function locate({ files }: FileSummary, record: number, nameOf: (path: string) => string): RowPlace {
  let before = 0;
  for (const { path, numRows } of files) {
    if (record <= before + numRows) return { file: nameOf(path), record: record - before };
    before += numRows;
  }
  throw new RangeError(`locate: expected a record in 1..${before}, got ${record}`);
}

/** Files by their names, or by their paths where two in different folders have one name. */
function createFileNames(sources: readonly FileSummary[]): (path: string) => string {
  const files = sources.flatMap(({ files, name }) =>
    files.map(({ path }) => ({ path, name: files.length === 1 ? name : basename(path) })),
  );
  const isUnique = new Set(files.map(({ name }) => name)).size === files.length;
  const names = new Map(files.map(({ path, name }) => [path, isUnique ? name : relativePath(path)]));
  return (path) => names.get(path)!;
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
  { texts, labelNames }: Examples,
  labelMap: LabelMap,
  column: readonly string[],
  { split, splitMethod, seed }: SplitSettings,
  testGiven: boolean,
  placeOf: (row: number) => RowPlace,
): Splits {
  const [train, validation, test] = split;
  const total = train + validation;
  const fractions = testGiven
    ? { train: train / total, validation: validation / total, test: 0 }
    : { train, validation, test };
  const place = (row: number): string => {
    const { file, record } = placeOf(row);
    return `${file} (record ${record})`;
  };
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

/** From where the person is, if it lies there. */
function relativePath(path: string): string {
  const fromHere = relative(resolvePath("."), path);
  return fromHere.startsWith("..") ? path : fromHere;
}
