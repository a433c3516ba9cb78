// Tokenizers on disk, for Node.

import { readFile } from "node:fs/promises";
import { NewsclfError } from "@newsclf-internal/errors";
import { saveFile } from "@newsclf-internal/files";
import { parseTokenizerJson } from "./file/parse-tokenizer-json.ts";
import type { Tokenizer } from "./tokenizer/tokenizer.ts";
import { tokenizerFromParsed } from "./tokenizer/tokenizer-from-json.ts";

/**
 * Writes `tokenizer.json`; the file is there whole or not at all.
 *
 * @param path - The file to write; its folder is made if needed.
 * @throws NewsclfError `WRITE_FAILED`.
 */
export function saveTokenizer(path: string, tokenizer: Tokenizer): Promise<void> {
  return saveFile(path, [`${JSON.stringify(tokenizer)}\n`]);
}

/**
 * Reads a `tokenizer.json`: one that `saveTokenizer` wrote, or, with the package `@huggingface/tokenizers` installed,
 * one made elsewhere.
 *
 * @throws NewsclfError `MODEL_MISSING` when there is no such file, `MODEL_JSON` when its contents are not right.
 */
export async function loadTokenizer(path: string): Promise<Tokenizer> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new NewsclfError("MODEL_MISSING", `loadTokenizer: cannot read ${path}: ${reason(cause)}`, { cause });
  }
  try {
    const json: unknown = JSON.parse(text);
    const parsed = parseTokenizerJson(json);
    return typeof parsed === "string" ? await loadForeign(json, parsed) : tokenizerFromParsed(parsed);
  } catch (cause) {
    const fix = cause instanceof NewsclfError ? cause.sentences.fix : undefined;
    throw new NewsclfError("MODEL_JSON", `loadTokenizer: ${path}: ${reason(cause)}`, { fix, cause });
  }
}

async function loadForeign(json: unknown, why: string): Promise<Tokenizer> {
  const module = await import("./huggingface.ts").catch((cause: unknown) => {
    const what = `another program made this file (${why}), and @huggingface/tokenizers, which reads it, is not installed`;
    throw new NewsclfError("MODEL_JSON", what, { fix: "npm install @huggingface/tokenizers", cause });
  });
  return module.tokenizerFromHuggingFace(json);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
