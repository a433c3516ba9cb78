// Texts in JSON objects, one a line.

import { createReadStream } from "node:fs";
import { basename, resolve } from "node:path";
import type { ResolvedSettings } from "@newsclf/classifier/settings";
import { escapeText } from "@newsclf/dataset";
import { readLines } from "@newsclf/dataset/node";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { typedIn } from "../_typed-in.ts";
import { BLOCK_SIZE, type Item } from "./items.ts";

/**
 * JSON objects, one a line, of a file or of standard input; empty lines are left out.
 *
 * @throws NewsclfError `DATA_JSON` for a line that is no object, or has no text.
 */
export async function* jsonItems(settings: ResolvedSettings): AsyncGenerator<Item[]> {
  const { data, textColumn, encoding } = settings;
  const isStdin = data === null || data === "-";
  const name = isStdin ? "stdin" : basename(data);
  const stream = isStdin ? process.stdin : openLines(resolve(typedIn().cwd, data), data);
  const columns = [textColumn ?? "text"].flat();
  let line = 0;
  for await (const block of readLines(stream, encoding ?? undefined)) {
    const items: Item[] = [];
    for (const written of block) {
      line++;
      if (written.trim() !== "") items.push(parseItem(written, columns, `${name}:${line}`));
    }
    for (let i = 0; i < items.length; i += BLOCK_SIZE) yield items.slice(i, i + BLOCK_SIZE);
  }
}

async function* openLines(path: string, written: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const isMissing = code === "ENOENT";
    throw new NewsclfError(isMissing ? "FILE_MISSING" : "FILE_ACCESS", isMissing ? "no such file" : `${code}`, {
      place: written,
      cause,
    });
  }
}

function parseItem(written: string, columns: readonly string[], place: string): Item {
  let fields: unknown;
  try {
    fields = JSON.parse(written);
  } catch (cause) {
    throw new NewsclfError("DATA_JSON", escapeText((cause as Error).message), { place, fix: "write an object a line" });
  }
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) {
    throw new NewsclfError("DATA_JSON", "expected an object", { place, fix: "write an object a line" });
  }
  const texts = columns.map((column) =>
    Object.hasOwn(fields, column) ? (fields as Item["fields"])[column] : undefined,
  );
  const missing = columns[texts.findIndex((text) => typeof text !== "string")];
  if (missing !== undefined) {
    throw new NewsclfError("DATA_JSON", `"${escapeText(missing)}" is no text`, {
      place,
      fix: sentence`add it, or name the field with ${setting("textColumn")}`,
    });
  }
  return { text: texts.join(" "), fields: fields as Item["fields"], place };
}
