// Tokenizers on disk, for Node.

import { open, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { codedError } from "./_errors.ts";
import type { Tokenizer } from "./tokenizer.ts";
import { tokenizerFromJSON } from "./tokenizer-from-json.ts";

/**
 * Writes `tokenizer.json`; the file is there whole or not at all.
 *
 * @param path - The file to write, in a folder that exists.
 */
export async function saveTokenizer(path: string, tokenizer: Tokenizer): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  try {
    const file = await open(temporary, "w");
    try {
      await file.writeFile(`${JSON.stringify(tokenizer)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw codedError("WRITE_FAILED", `saveTokenizer: ${path} was not written: ${reason(error)}`, { cause: error });
  }
  await syncFolder(folder);
}

/**
 * Reads a `tokenizer.json` that `saveTokenizer` wrote.
 *
 * @throws `Error` with `code` "MODEL_MISSING" when there is no such file, "MODEL_JSON" when its contents are not right.
 */
export async function loadTokenizer(path: string): Promise<Tokenizer> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw codedError("MODEL_MISSING", `loadTokenizer: cannot read ${path}: ${reason(error)}`, { cause: error });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw codedError("MODEL_JSON", `loadTokenizer: ${path} is not JSON: ${reason(error)}`, { cause: error });
  }
  return tokenizerFromJSON(json);
}

// The rename itself lasts only once the folder is on disk. Windows cannot open a folder; there this does nothing.
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch {
    // The file is complete in any case.
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
