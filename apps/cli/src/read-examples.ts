// The data options of the commands, as the reader takes them.

import { basename } from "node:path";
import { type CsvExamples, type CsvSummary, readCsv } from "@newsclf/dataset/node";

export interface DataOptions {
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly textColumn?: readonly string[];
  readonly labelColumn?: string;
  readonly titleColumn?: string;
  readonly relaxQuotes?: boolean;
  readonly maxFieldBytes?: number;
  readonly onBadRow?: "error" | "skip";
  readonly limit?: number;
}

export type Examples = Pick<CsvExamples, "texts" | "titles" | "labels" | "records">;

export interface FileSummary extends CsvSummary {
  readonly name: string;
}

/** @param labelled - Whether rows need a label. */
export async function readExamples(
  path: string,
  options: DataOptions,
  labelled: boolean,
): Promise<{ examples: CsvExamples; summary: FileSummary }> {
  const { textColumn: textColumns, ...rest } = options;
  // Left to itself the reader takes UTF-8, and checks it.
  const encoding = options.encoding === "utf-8" ? undefined : options.encoding;
  const { examples, summary } = await readCsv(path, { ...rest, encoding, textColumns, labelled });
  return { examples, summary: { ...summary, name: basename(path) } };
}

/** Values of another column, one for each of the examples; "" where there is none. Reads the file again. */
export async function readColumn(
  path: string,
  options: DataOptions,
  column: string,
  { records }: Examples,
): Promise<string[]> {
  const { titleColumn: _, ...rest } = options;
  const { examples } = await readExamples(path, { ...rest, textColumn: [column] }, false);
  const values = new Map(examples.records.map((record, i) => [record, examples.texts[i]!]));
  return records.map((record) => values.get(record) ?? "");
}
