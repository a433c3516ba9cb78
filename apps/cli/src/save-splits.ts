// splits.json: which record of which file was in which split.

import { join } from "node:path";
import { SPLIT_NAMES } from "@newsclf/dataset";
import { saveText } from "@newsclf/training/node";
import type { SplitData } from "./read-split-data.ts";

/** Records count from 1, the header not among them. */
export async function saveSplits(folder: string, { splits, placeOf }: SplitData): Promise<void> {
  const entries = SPLIT_NAMES.map((name) => {
    const byFile: Record<string, number[]> = {};
    for (const row of splits[name]) {
      const { file, record } = placeOf(row);
      byFile[file] ??= [];
      byFile[file].push(record);
    }
    return [name, byFile];
  });
  // On one line: a line a number would be longer than the data.
  await saveText(join(folder, "splits.json"), [`${JSON.stringify(Object.fromEntries(entries))}\n`]);
}
