// From what the user named to tables: which files there are, and which format each one has.

import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { NewsclfError } from "@newsclf-internal/errors";
import { expandGlob } from "./_expand-glob.ts";
import { decompress, withoutCompression } from "./bytes/decompress.ts";
import { type ByteSource, openFile, tapBytes, withFileErrors } from "./bytes/input-file.ts";
import { TextWindow } from "./bytes/text-window.ts";
import type { CsvTableOptions } from "./formats/csv-table.ts";
import { openFolderTable } from "./formats/folder-table.ts";
import type { HubOptions } from "./hub/hub-options.ts";
import { isHubSource } from "./hub/hub-options.ts";
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

/** Where data comes from, beside the name. */
export interface InputOptions extends CsvTableOptions {
  /**
   * Told by the name when absent: `.csv .tsv .jsonl .ndjson .json .parquet`, each text format also with `.gz` or `.zst`; a
   * directory is a folder of texts by class. Otherwise the first character tells JSON from CSV.
   */
  readonly format?: TextFormat | "parquet" | "folder" | undefined;
  /** Of text files. Default UTF-8, checked: nothing is replaced silently. */
  readonly encoding?: string | undefined;
  /** What the source `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** For sources `hf://owner/name[/config][:split]`. */
  readonly hub?: HubOptions | undefined;
  /** Called while text files are read. */
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
}

/** One file that has been opened. */
export interface OpenedInput extends Table {
  /** SHA-256 of the whole file in hexadecimal; reads what is left. */
  finish(): Promise<string>;
  close(): Promise<void>;
}

type Format = Exclude<InputOptions["format"], undefined>;

/** The files behind the sources, in their order: patterns and hub data sets stand for several. */
export async function listInputs(sources: readonly string[], options: InputOptions): Promise<string[]> {
  const paths: string[] = [];
  for (const source of sources) {
    if (isHubSource(source)) {
      const { downloadFromHub } = await import("./hub/hub-source.ts");
      paths.push(...(await downloadFromHub(source, options.hub ?? {})));
      continue;
    }
    const files = (await expandGlob(source)) ?? [source];
    if (files.length === 0) {
      throw new NewsclfError("FILE_MISSING", "no file matches the pattern", { place: basename(source) });
    }
    paths.push(...files);
  }
  return paths;
}

/** Name of an input as errors show it. */
export function nameInput(path: string): string {
  return path === "-" ? "stdin" : basename(path);
}

export async function openInput(path: string, context: TableContext, options: InputOptions): Promise<OpenedInput> {
  const format = options.format ?? (await findFormat(path));
  if (format === "folder") {
    const { sha256, ...table } = await openFolderTable(path, context, options.encoding);
    return { ...table, finish: async () => sha256(), close: async () => {} };
  }
  if (format === "parquet") {
    // Its decompressors start WebAssembly, which not every program may.
    const { openParquetTable } = await import("./formats/parquet-table.ts");
    const table = await openParquetTable(path, context);
    return { ...table, finish: () => hashFile(path), close: async () => {} };
  }
  const source = await openBytes(path, options);
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

async function findFormat(path: string): Promise<Format | undefined> {
  if (path === "-") return undefined;
  if ((await withFileErrors(path, () => stat(path))).isDirectory()) return "folder";
  const extension = /\.(?<name>[^.]+)$/.exec(withoutCompression(path))?.groups?.name?.toLowerCase();
  return extension === "parquet" ? "parquet" : findTextFormat(extension);
}

async function openBytes(path: string, { stdin }: InputOptions): Promise<ByteSource> {
  if (path !== "-") return openFile(path);
  if (stdin === undefined) throw new TypeError('readExamples: source "-" needs the option stdin');
  return { chunks: stdin };
}

/** A stream has no name that would tell: then the first character does. */
async function openTextTable(
  bytes: AsyncIterable<Uint8Array>,
  named: TextFormat | undefined,
  context: TableContext,
  options: InputOptions,
): Promise<Table> {
  const family = named === undefined ? "CSV" : TEXT_FORMATS[named].family;
  const window = new TextWindow(bytes, { name: context.name, family, encoding: options.encoding });
  await window.advance();
  const initial = /\S/.exec(window.bytes.toString("utf8", 0, 1000))?.[0];
  const format = named ?? (initial === "[" || initial === "{" ? "json" : "csv");
  return TEXT_FORMATS[format].open(window, context, options, initial);
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of (await openFile(path)).chunks) hash.update(chunk);
  return hash.digest("hex");
}
