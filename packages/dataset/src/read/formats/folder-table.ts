// A folder of text files as a table: one folder a class, one file a text.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { NewsclfError } from "@newsclf-internal/errors";
import { glob } from "tinyglobby";
import { withFileErrors } from "../bytes/input-file.ts";
import { TextWindow } from "../bytes/text-window.ts";
import type { Table, TableBlock, TableContext } from "../table.ts";
import { describeTooLong } from "./_bad-row-words.ts";

const BLOCK_FILES = 100;

/** A table, and the hash of what was read. */
export interface FolderTable extends Table {
  /** SHA-256 of all names and bytes read so far, in hexadecimal. */
  sha256(): string;
}

/**
 * Columns `text`, `label` (the folder's name) and `file`, in the order of the file names. Folders in the class folders do not
 * matter; names that begin with a dot, and files beside the class folders, are left out.
 *
 * @throws NewsclfError `FILE_IS_DIR` where no folder has a file in it.
 */
export async function openFolderTable(
  path: string,
  { name, badRows, limit, maxFieldBytes }: TableContext,
  encoding: string | undefined,
): Promise<FolderTable> {
  const files = (await glob("*/**/*", { cwd: path })).sort();
  if (files.length === 0) {
    const fix = "name a file, or put the texts of each class into a folder with its name";
    throw new NewsclfError("FILE_IS_DIR", "is a directory without a folder for each class", { place: name, fix });
  }
  const hash = createHash("sha256");

  async function readText(file: string): Promise<string> {
    const place = `${name}/${file}`;
    const bytes = await withFileErrors(join(path, file), () => readFile(join(path, file)));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
    if (bytes.length <= maxFieldBytes) return decode(bytes, place, encoding);
    throw new NewsclfError("DATA_FIELD_TOO_LONG", describeTooLong("file", maxFieldBytes), { place });
  }

  async function* blocks(positions: readonly number[]): AsyncGenerator<TableBlock> {
    for (let start = 0; start < Math.min(limit, files.length); start += BLOCK_FILES) {
      const values: string[][] = positions.map(() => []);
      const records: number[] = [];
      for (let i = start; i < Math.min(start + BLOCK_FILES, limit, files.length); i++) {
        const file = files[i]!;
        try {
          const row = [await readText(file), file.split("/", 1)[0]!, file];
          for (let k = 0; k < positions.length; k++) values[k]!.push(row[positions[k]!]!);
          records.push(i + 1);
        } catch (error) {
          if (!(error instanceof NewsclfError)) throw error;
          badRows.add(error.code, () => error);
        }
      }
      yield { values, records };
    }
  }
  return { columns: ["text", "label", "file"], blocks, sha256: () => hash.copy().digest("hex") };
}

async function decode(bytes: Buffer, name: string, encoding: string | undefined): Promise<string> {
  const one = (async function* () {
    yield bytes;
  })();
  const window = new TextWindow(one, { name, family: "DATA", encoding });
  while (await window.advance());
  return window.bytes.toString();
}
