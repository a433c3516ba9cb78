// A folder of text files as a table: one folder a class, one file a text.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { glob } from "tinyglobby";
import { escapeText, quoteText } from "../../escape-text.ts";
import { SPLIT_WORDS } from "../../split/split-names.ts";
import { withFileErrors } from "../bytes/input-file.ts";
import { TextWindow } from "../bytes/text-window.ts";
import type { Table, TableBlock, TableContext } from "../table.ts";
import { describeTooLong } from "./_bad-row-words.ts";

const BLOCK_FILES = 100;

/** What systems leave in folders that somebody looked at. */
const SYSTEM_FILE = /(^|\/)(thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|__MACOSX\/.*)$/i;
const TABLE_FILE = /\.(csv|tsv|jsonl?|ndjson|parquet|arrow)(\.gz|\.zst)?$/i;

/** A table, and the hash of what was read. */
export interface FolderTable extends Table {
  /** SHA-256 of all names and bytes read so far, in hexadecimal. */
  sha256(): string;
}

/**
 * Columns `text`, `label` (the folder's name) and `file`, in the order of the file names. Folders in the class folders do not
 * matter; names that begin with a dot, what systems leave in folders, and files beside the class folders, are left out.
 *
 * @throws NewsclfError `FILE_IS_DIR` where no folder has a file in it, or the folders are not classes.
 */
export async function openFolderTable(
  path: string,
  { name, badRows, limit, maxFieldBytes }: TableContext,
  encoding: string | undefined,
): Promise<FolderTable> {
  const files = (await glob("*/**/*", { cwd: path })).filter((file) => !SYSTEM_FILE.test(file)).sort();
  checkClassFolders(files, path, name);
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

/** Folders of splits, or of tables, are often given for folders of classes. */
function checkClassFolders(files: readonly string[], path: string, place: string): void {
  const folders = [...new Set(files.map((file) => file.split("/", 1)[0]!))];
  const shown = folders.slice(0, 5).map(quoteText).join(", ");
  const isSplit = (folder: string): boolean => Object.values(SPLIT_WORDS).flat().includes(folder.toLowerCase());
  const inner = new Set(files.map((file) => file.split("/").slice(1, -1).join("/")));
  if (folders.length > 0 && folders.every(isSplit) && !inner.has("")) {
    const [first = "", second] = folders.map((folder) => escapeText(`${path}/${folder}`));
    throw new NewsclfError("FILE_IS_DIR", `its folders are splits, not classes: ${shown}`, {
      place,
      fix: sentence`name one of them: ${setting("data", first)}${second === undefined ? "" : `, or ${second} for another split`}`,
    });
  }
  const table = files.find((file) => TABLE_FILE.test(file));
  if (table !== undefined && files.every((file) => TABLE_FILE.test(file))) {
    const extension = /(\.[a-z]+)+$/i.exec(table)![0];
    throw new NewsclfError("FILE_IS_DIR", `its folders hold tables, not texts: ${quoteText(table)}`, {
      place,
      fix: `name the files: '${escapeText(path)}/**/*${extension}'`,
    });
  }
}

async function decode(bytes: Buffer, name: string, encoding: string | undefined): Promise<string> {
  const one = (async function* () {
    yield bytes;
  })();
  const window = new TextWindow(one, { name, family: "DATA", encoding });
  while (await window.advance());
  const invalid = window.invalidIn(0, window.bytes.length);
  if (invalid >= 0) throw window.describeInvalid(invalid);
  return window.bytes.toString();
}
