// A folder of text files as a table: one folder a class, one file a text.

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { withFileErrors } from "./_input-file.ts";
import type { Table, TableBlock, TableContext } from "./_table.ts";
import { TextWindow } from "./_text-window.ts";
import { DataError } from "./data-error.ts";

const BLOCK_FILES = 100;

/** A table, and the hash of what was read. */
export interface FolderTable extends Table {
  /** SHA-256 of all names and bytes read so far, in hexadecimal. */
  sha256(): string;
}

/**
 * Columns `text`, `label` (the folder's name) and `file`. Classes and files come in the order of their names; names that begin
 * with a dot are left out.
 *
 * @throws DataError `FILE_IS_DIR` for a folder without folders.
 */
export async function openFolderTable(
  path: string,
  { name, badRows, limit, maxFieldBytes }: TableContext,
  encoding: string | undefined,
): Promise<FolderTable> {
  const classes = (await listNames(path)).filter((entry) => entry.isDirectory());
  if (classes.length === 0) {
    const fix = "name a file, or put the texts of each class into a folder with its name";
    throw new DataError("FILE_IS_DIR", "is a directory without a folder for each class", { place: name, fix });
  }
  const hash = createHash("sha256");

  async function* listFiles(): AsyncGenerator<{ label: string; file: string }> {
    for (const { name: label } of classes) {
      for (const entry of await listNames(join(path, label))) {
        if (entry.isFile()) yield { label, file: join(label, entry.name) };
      }
    }
  }

  async function* blocks(positions: readonly number[]): AsyncGenerator<TableBlock> {
    let record = 0;
    let values: string[][] = positions.map(() => []);
    let records: number[] = [];
    for await (const { label, file } of listFiles()) {
      if (record >= limit) break;
      record++;
      const bytes = await withFileErrors(join(path, file), () => readFile(join(path, file)));
      hash.update(`${file}\0${bytes.length}\0`).update(bytes);
      const place = join(name, file);
      try {
        if (bytes.length > maxFieldBytes) {
          const message = `file longer than ${maxFieldBytes.toLocaleString("en-US")} bytes (limit --max-field-bytes)`;
          throw new DataError("DATA_FIELD_TOO_LONG", message, { place });
        }
        const row = [await decode(bytes, place, encoding), label, file];
        for (let k = 0; k < positions.length; k++) values[k]!.push(row[positions[k]!]!);
        records.push(record);
      } catch (error) {
        if (!(error instanceof DataError)) throw error;
        badRows.add(error.code, () => error);
      }
      if (records.length === BLOCK_FILES) {
        yield { values, records };
        values = positions.map(() => []);
        records = [];
      }
    }
    yield { values, records };
  }
  return { columns: ["text", "label", "file"], blocks, sha256: () => hash.copy().digest("hex") };
}

async function listNames(path: string): Promise<{ name: string; isDirectory(): boolean; isFile(): boolean }[]> {
  const entries = await withFileErrors(path, () => readdir(path, { withFileTypes: true }));
  return entries.filter((entry) => !entry.name.startsWith(".")).sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function decode(bytes: Buffer, name: string, encoding: string | undefined): Promise<string> {
  const one = (async function* () {
    yield bytes;
  })();
  const window = new TextWindow(one, { name, family: "DATA", encoding });
  while (await window.advance(0));
  return window.bytes.toString();
}
