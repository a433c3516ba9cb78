// Texts to label, from wherever they come, a block at a time: only a block is in memory.

import { createReadStream } from "node:fs";
import { basename, resolve } from "node:path";
import { NewsclfError, type ResolvedSettings, streamTexts } from "@newsclf/classifier/node";
import { escapeText } from "@newsclf/dataset";
import { readLines } from "@newsclf/dataset/node";
import { sentence, setting } from "@newsclf-internal/errors";
import { describeFile } from "../../print/data.ts";
import { createStatusLine } from "../../print/status-line.ts";
import { typedIn } from "../_typed-in.ts";

/** Texts labelled at once: enough for full batches, few enough to show something early. */
const BLOCK_SIZE = 1024;

/** A text to label. */
export interface Item {
  readonly text: string;
  /** What else is known of it, which stands beside its label. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Lines of standard input. */
export async function* lineItems(encoding: string | null): AsyncGenerator<Item[]> {
  if (process.stdin.isTTY) process.stderr.write("a text a line; end with Ctrl-D\n");
  for await (const block of readLines(process.stdin, encoding ?? undefined)) {
    yield block.map((text) => ({ text, fields: {} }));
  }
}

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
  return { text: texts.join(" "), fields: fields as Item["fields"] };
}

/**
 * Rows of a table.
 *
 * @param isWhole - Whether they keep all of their columns, rather than the number and the text.
 */
export async function* rowItems(data: string, settings: ResolvedSettings, isWhole: boolean): AsyncGenerator<Item[]> {
  const status = createStatusLine();
  const stream = streamTexts(data, settings, { ...typedIn(), onProgress: status.show }, isWhole);
  let [record, numEmpty] = [0, 0];
  try {
    for await (const { texts, records, columns } of stream) {
      const kept = [...columns];
      const items: Item[] = [];
      texts.forEach((text, i) => {
        // A line for every row, so that the output can stand beside the file.
        while (!isWhole && record + 1 < records[i]!) items.push({ text: "", fields: { record: ++record, text: "" } });
        record = records[i]!;
        if (text === "") numEmpty++;
        const fields = isWhole ? Object.fromEntries(kept.map(([name, values]) => [name, values[i]])) : { record, text };
        items.push({ text, fields });
      });
      status.clear();
      for (let i = 0; i < items.length; i += BLOCK_SIZE) yield items.slice(i, i + BLOCK_SIZE);
    }
  } finally {
    status.clear();
  }
  const { summary } = stream;
  const numKept = summary.numKept - numEmpty;
  const dropped = { ...summary.dropped, ...(numEmpty > 0 && { ROW_EMPTY_TEXT: numEmpty }) };
  if (numKept < summary.numRows) {
    const name = data === "-" ? "stdin" : data.startsWith("hf://") ? data : basename(data);
    process.stderr.write(`${describeFile({ ...summary, name, numKept, dropped })}\n`);
  }
}
