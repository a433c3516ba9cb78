// Files to labelled rows and their splits.

import { basename, relative } from "node:path";
import type { Examples } from "@newsclf/dataset";
import type { FileSummary } from "../data/file-summary.ts";
import { indexLabels, joinLabels } from "../data/labels/index-labels.ts";
import { parseWeights } from "../data/labels/row-weights.ts";
import { strataOf } from "../data/labels/strata.ts";
import type { RowPlace, Rows } from "../data/rows.ts";
import { splitRows } from "../data/split-rows.ts";
import { withoutLabelled } from "../data/unlabelled.ts";
import type { OnProgress } from "../progress.ts";
import type { Settings } from "../settings/settings.ts";
import { type ReadTexts, readTexts } from "./read-texts.ts";
import { resolvePath, type Surroundings } from "./surroundings.ts";

/** Reads `data`, then `validationData` and `testData`, which are a split each, then `unlabelled`. */
export async function readRows(
  data: string,
  settings: Settings,
  surroundings: Surroundings & { readonly onProgress?: OnProgress | undefined },
): Promise<Rows> {
  const { validationData, testData, splitColumn, splitMethod } = settings;
  const weightColumn = settings.weightColumn ?? undefined;
  const options = { ...surroundings, labelled: true };
  const keepColumns = splitColumn === null ? [] : [splitColumn];
  const own = await readTexts(data, settings, { ...options, keepColumns, weightColumn });
  const { examples } = own;
  const validation = validationData === null ? undefined : await readTexts(validationData, settings, options);
  const test = testData === null ? undefined : await readTexts(testData, settings, options);
  const sources: ReadTexts[] = [own, ...(validation ? [validation] : []), ...(test ? [test] : [])];
  const all = (values: (source: Examples) => readonly string[]): string[] =>
    sources.flatMap((source) => values(source.examples));
  const texts = all((source) => source.texts);
  const titles = all((source) => source.titles);
  const indexed = indexLabels(joinLabels(sources.map((source) => source.labels)), settings.labelSeparator ?? undefined);
  const files = sources.map((source) => source.summary);
  const nameOf = createFileNames(files, surroundings);
  const placeOf = (row: number): RowPlace => {
    let [first, source] = [0, 0];
    while (row >= first + sources[source]!.examples.texts.length) first += sources[source++]!.examples.texts.length;
    return locate(files[source]!, sources[source]!.examples.records[row - first]!, nameOf);
  };
  const column = splitColumn === null ? [] : examples.columns.get(splitColumn)!;
  const groups = splitMethod === "group" ? column : [];
  const weights =
    weightColumn === undefined ? undefined : parseWeights(examples.columns.get(weightColumn)!, texts.length, placeOf);
  const { labels, sets } = indexed;
  const split = splitRows({ texts, labels, strata: strataOf(labels, sets), column, placeOf }, settings, {
    validation: validation?.examples.texts.length ?? 0,
    test: test?.examples.texts.length ?? 0,
  });
  const more: string[] = [];
  for (const source of [settings.unlabelled ?? []].flat()) {
    const { examples } = await readTexts(source, settings, { ...surroundings, labelled: false });
    for (const text of examples.texts) more.push(text);
  }
  return {
    ...{
      texts,
      titles,
      ...indexed,
      weights,
      groups,
      files,
      placeOf,
      ...split,
    },
    unlabelled: withoutLabelled(more, texts, split.splits),
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
function createFileNames(sources: readonly FileSummary[], surroundings: Surroundings): (path: string) => string {
  const files = sources.flatMap(({ files, name }) =>
    files.map(({ path }) => ({ path, name: files.length === 1 ? name : basename(path) })),
  );
  const isUnique = new Set(files.map(({ name }) => name)).size === files.length;
  const names = new Map(files.map(({ path, name }) => [path, isUnique ? name : pathFromHere(path, surroundings)]));
  return (path) => names.get(path)!;
}

/** From where the person is, if it lies there. */
function pathFromHere(path: string, surroundings: Surroundings): string {
  const fromHere = relative(resolvePath(".", surroundings), path);
  return fromHere.startsWith("..") ? path : fromHere;
}
