// From what the user named to tables: which files there are, and which format each one has.

import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { NewsclfError } from "@newsclf-internal/errors";
import { createSha256 } from "@newsclf-internal/platform";
import { expandGlob } from "./_expand-glob.ts";
import { openFile, withFileErrors } from "./bytes/input-file.ts";
import type { ByteSource } from "./bytes/tap-bytes.ts";
import { openFolderTable } from "./formats/folder-table.ts";
import type { HubOptions } from "./hub/hub-options.ts";
import { isHubSource } from "./hub/hub-options.ts";
import { formatOfName, openText, type TextOptions } from "./open-text.ts";
import type { OpenedInput } from "./stream-inputs.ts";
import type { TableContext } from "./table.ts";
import type { TextFormat } from "./text-formats.ts";

/** Where data comes from, beside the name. */
export interface InputOptions extends TextOptions {
  /**
   * Told by the name when absent: `.csv .tsv .jsonl .ndjson .json .parquet`, each text format also with `.gz` or `.zst`; a
   * directory is a folder of texts by class. Otherwise the first character tells JSON from CSV.
   */
  readonly format?: TextFormat | "parquet" | "folder" | undefined;
  /** What the source `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** For sources `hf://owner/name[/config][:split]`. */
  readonly hub?: HubOptions | undefined;
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
    const [{ asyncBufferFromFile }, { openParquetTable }] = await Promise.all([
      import("hyparquet"),
      import("./formats/parquet-table.ts"),
    ]);
    const table = await openParquetTable(await withFileErrors(path, () => asyncBufferFromFile(path)), context);
    return { ...table, finish: () => hashFile(path), close: async () => {} };
  }
  return openText(path, await openBytes(path, options), format, context, options);
}

async function findFormat(path: string): Promise<Format | undefined> {
  if (path === "-") return undefined;
  if ((await withFileErrors(path, () => stat(path))).isDirectory()) return "folder";
  return formatOfName(path);
}

async function openBytes(path: string, { stdin }: InputOptions): Promise<ByteSource> {
  if (path !== "-") return openFile(path);
  if (stdin === undefined) throw new TypeError('readExamples: source "-" needs the option stdin');
  return { chunks: stdin };
}

async function hashFile(path: string): Promise<string> {
  const hash = createSha256();
  for await (const chunk of (await openFile(path)).chunks) hash.update(chunk);
  return hash.hex();
}
