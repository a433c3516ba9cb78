// Files that are either the old ones or complete: temporary file, fsync, rename, fsync of the folder.

import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Cell, type CsvOptions, csvLine } from "./csv-table.ts";
import { writeFailed } from "./training-error.ts";

const ROWS_A_WRITE = 1000;

/**
 * Writes text, making the folder if needed.
 *
 * @param chunks - Parts of the file, in order.
 * @throws TrainingError `WRITE_FAILED` with the system's error as `cause`; the file at `path` is then as it was.
 */
export async function saveText(path: string, chunks: Iterable<string>): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    const file = await open(temporary, "w");
    try {
      for (const chunk of chunks) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(folder);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeFailed(path, cause);
  }
}

/** Writes a value as indented JSON; see `saveText`. */
export async function saveJson(path: string, value: unknown): Promise<void> {
  await saveText(path, [`${JSON.stringify(value, undefined, 2)}\n`]);
}

/** Writes a header and rows as CSV; see `saveText`. */
export async function saveTable(
  path: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
  options: CsvOptions = {},
): Promise<void> {
  await saveText(path, tableChunks(columns, rows, options));
}

/** Adds one line of JSON, and waits until it is on disk. @throws TrainingError `WRITE_FAILED`. */
export async function appendJsonLine(path: string, value: unknown): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, "a");
    try {
      await file.writeFile(`${JSON.stringify(value)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw writeFailed(path, cause);
  }
}

function* tableChunks(
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
  options: CsvOptions,
): Generator<string> {
  let lines = [csvLine(columns, options)];
  for (const row of rows) {
    lines.push(csvLine(row, options));
    if (lines.length < ROWS_A_WRITE) continue;
    yield lines.join("");
    lines = [];
  }
  yield lines.join("");
}

/** Makes a rename survive a power cut. Windows cannot open a folder and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
