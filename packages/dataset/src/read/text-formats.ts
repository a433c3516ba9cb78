// The formats that are read as text. To add one: a file in formats/ and an entry here.

import type { TextWindow } from "./bytes/text-window.ts";
import { type CsvTableOptions, openCsvTable } from "./formats/csv-table.ts";
import { openJsonTable } from "./formats/json-table.ts";
import type { Table, TableContext } from "./table.ts";

export type TextFormat = "csv" | "tsv" | "jsonl" | "json";

interface Reader {
  readonly extensions: readonly string[];
  /** Begins the codes of its errors. */
  readonly family: "CSV" | "DATA";
  /** @param initial - The first character that is no blank; undefined without one. */
  open(window: TextWindow, context: TableContext, options: CsvTableOptions, initial?: string): Promise<Table>;
}

export const TEXT_FORMATS: Readonly<Record<TextFormat, Reader>> = {
  csv: { extensions: ["csv"], family: "CSV", open: openCsvTable },
  tsv: {
    extensions: ["tsv", "tab"],
    family: "CSV",
    open: (window, context, options) =>
      openCsvTable(window, context, { ...options, delimiter: options.delimiter ?? "\t" }),
  },
  jsonl: {
    extensions: ["jsonl", "ndjson"],
    family: "DATA",
    open: (window, context) => openJsonTable(window, "lines", context),
  },
  json: {
    extensions: ["json"],
    family: "DATA",
    // It may hold JSON Lines.
    open: (window, context, _, initial) => openJsonTable(window, initial === "[" ? "array" : "lines", context),
  },
};

/** @param extension - In lower case, without its dot. */
export function findTextFormat(extension: string | undefined): TextFormat | undefined {
  const entries = Object.entries(TEXT_FORMATS) as [TextFormat, Reader][];
  return entries.find(([, { extensions }]) => extension !== undefined && extensions.includes(extension))?.[0];
}
