// Files that a page was given, as labelled texts.

import { createSha256 } from "@newsclf-internal/platform";
import type { Examples } from "../examples.ts";
import { createBadRows } from "./_bad-rows.ts";
import { cleanName } from "./_find-columns.ts";
import { formatOfName, openText, type TextOptions } from "./open-text.ts";
import { type OpenedInput, type ReadSummary, readInputs, type StreamOptions } from "./stream-inputs.ts";
import type { TableContext } from "./table.ts";
import type { TextFormat } from "./text-formats.ts";

/** How to read them, and what to leave out. */
export interface FileReadOptions extends TextOptions, StreamOptions {
  /**
   * Told by the name when absent: `.csv .tsv .jsonl .ndjson .json .parquet`, each text format also with `.gz` or `.zst`. Otherwise the
   * first character tells JSON from CSV.
   */
  readonly format?: TextFormat | "parquet" | undefined;
}

/**
 * Reads files one after another. Rows without text or label are left out and counted.
 *
 * @param files - Of an input of the page, or of what was dropped on it.
 * @throws NewsclfError of the CSV, DATA and ROW families, as for files on a disk.
 * @throws RangeError for an option out of range.
 */
export function readFiles(
  files: readonly File[],
  options: FileReadOptions = {},
): Promise<{ examples: Examples; summary: ReadSummary }> {
  const sources = files.map(({ name }) => name);
  const waiting = files.values();
  const inputs = {
    sources,
    list: async () => sources,
    nameOf: (name: string) => name,
    // In their order, since two may have one name.
    open: (_: string, context: TableContext) => openFile(waiting.next().value!, context, options),
  };
  return readInputs(inputs, options);
}

/**
 * The names of a file's columns, for somebody who is to choose among them. Throws as `readFiles` does where there are none.
 */
export async function readHeader(file: File, options: FileReadOptions = {}): Promise<string[]> {
  const badRows = createBadRows("skip");
  const { maxFieldBytes = 1_000_000 } = options;
  const context = { name: file.name, badRows, limit: Number.POSITIVE_INFINITY, maxFieldBytes };
  const { columns, close } = await openFile(file, context, options);
  await close();
  return columns.map(cleanName);
}

async function openFile(file: File, context: TableContext, options: FileReadOptions): Promise<OpenedInput> {
  const format = options.format ?? formatOfName(file.name);
  if (format !== "parquet") {
    return openText(file.name, { size: file.size, chunks: chunksOf(file) }, format, context, options);
  }
  const { openParquetTable } = await import("./formats/parquet-table.ts");
  const slice = (start: number, end?: number): Promise<ArrayBuffer> => file.slice(start, end).arrayBuffer();
  const table = await openParquetTable({ byteLength: file.size, slice }, context);
  return { ...table, finish: () => hashOf(file), close: async () => {} };
}

/** Not every browser goes through a stream by `for await`. */
async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  try {
    for (let result = await reader.read(); !result.done; result = await reader.read()) yield result.value;
  } finally {
    await reader.cancel();
  }
}

async function hashOf(file: File): Promise<string> {
  const hash = createSha256();
  for await (const chunk of chunksOf(file)) hash.update(chunk);
  return hash.hex();
}
