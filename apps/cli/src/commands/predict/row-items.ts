// Texts that are rows of a table.

import { basename } from "node:path";
import { type ResolvedSettings, streamTexts } from "@newsclf/classifier/node";
import { describeFile } from "../../print/data.ts";
import { createStatusLine } from "../../print/status-line.ts";
import { typedIn } from "../_typed-in.ts";
import { BLOCK_SIZE, type Item } from "./items.ts";

/**
 * Rows of a table.
 *
 * @param isWhole - Whether they keep all of their columns, rather than the number and the text.
 */
export async function* rowItems(data: string, settings: ResolvedSettings, isWhole: boolean): AsyncGenerator<Item[]> {
  const status = createStatusLine();
  // Answers on the terminal are progress enough, and come while rows are read.
  const onProgress = isWhole || !process.stdout.isTTY ? status.show : undefined;
  const stream = streamTexts(data, settings, { ...typedIn(), onProgress }, isWhole);
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
