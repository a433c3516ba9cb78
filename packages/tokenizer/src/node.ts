// Tokenizers on disk, for Node.

import { open, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { codedError } from "./_errors.ts";
import type { Tokenizer } from "./tokenizer.ts";
import { tokenizerFromParsed } from "./tokenizer-from-json.ts";
import { parseTokenizerJson } from "./tokenizer-json.ts";

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
 * Reads a `tokenizer.json`: one that `saveTokenizer` wrote, or, with the package `@huggingface/tokenizers` installed,
 * one made elsewhere.
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
  try {
    const json: unknown = JSON.parse(text);
    const parsed = parseTokenizerJson(json);
    return typeof parsed === "string" ? await loadForeign(json, parsed) : tokenizerFromParsed(parsed);
  } catch (error) {
    const { fix } = error as { fix?: string };
    const details = fix === undefined ? { cause: error } : { cause: error, fix };
    throw codedError("MODEL_JSON", `loadTokenizer: ${path}: ${reason(error)}`, details);
  }
}

async function loadForeign(json: unknown, why: string): Promise<Tokenizer> {
  const module = await import("./huggingface.ts").catch((cause: unknown) => {
    const what = `another program made this file (${why}), and @huggingface/tokenizers, which reads it, is not installed`;
    throw codedError("MODEL_JSON", what, { fix: "npm install @huggingface/tokenizers", cause });
  });
  return module.tokenizerFromHuggingFace(json);
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
