// Bytes of a text format as a table.

import { decompress, withoutCompression } from "./bytes/decompress.ts";
import { type ByteSource, tapBytes } from "./bytes/tap-bytes.ts";
import { TextWindow } from "./bytes/text-window.ts";
import type { CsvTableOptions } from "./formats/csv-table.ts";
import type { OpenedInput } from "./stream-inputs.ts";
import type { Table, TableContext } from "./table.ts";
import { findTextFormat, TEXT_FORMATS, type TextFormat } from "./text-formats.ts";

/** How far the reading of one file is. */
export interface ReadProgress {
  readonly path: string;
  /** As they lie on the disk, compressed or not. */
  readonly bytesRead: number;
  /** Absent where nobody knows it. */
  readonly totalBytes: number | undefined;
}

export interface TextOptions extends CsvTableOptions {
  /** Of text files. Default UTF-8, checked: nothing is replaced silently. */
  readonly encoding?: string | undefined;
  /** Called while text files are read. */
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
}

/** By the end of a name; undefined for one that tells nothing. */
export function formatOfName(name: string): TextFormat | "parquet" | undefined {
  const extension = /\.(?<name>[^.]+)$/.exec(withoutCompression(name))?.groups?.name?.toLowerCase();
  return extension === "parquet" ? "parquet" : findTextFormat(extension);
}

/** @param format - Undefined: the first character tells. */
export async function openText(
  path: string,
  source: ByteSource,
  format: TextFormat | undefined,
  context: TableContext,
  options: TextOptions,
): Promise<OpenedInput> {
  const { chunks, finish, close } = tapBytes(source, (bytesRead) =>
    options.onProgress?.({ path, bytesRead, totalBytes: source.size }),
  );
  try {
    return { ...(await openTextTable(decompress(chunks, context.name), format, context, options)), finish, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A stream has no name that would tell: then the first character does. */
async function openTextTable(
  bytes: AsyncIterable<Uint8Array>,
  named: TextFormat | undefined,
  context: TableContext,
  options: TextOptions,
): Promise<Table> {
  const family = named === undefined ? "CSV" : TEXT_FORMATS[named].family;
  const window = new TextWindow(bytes, { name: context.name, family, encoding: options.encoding });
  await window.advance();
  const initial = /\S/.exec(window.bytes.toString("utf8", 0, 1000))?.[0];
  const format = named ?? (initial === "[" || initial === "{" ? "json" : "csv");
  return TEXT_FORMATS[format].open(window, context, options, initial);
}
