// What is wrong with the rows, before anything is made of them.

import { type CheckReport, checkDataset } from "@newsclf/dataset";
import { count } from "./format.ts";
import type { SplitData } from "./read-split-data.ts";
import { createStatusLine } from "./status-line.ts";

export function checkRows({ examples, splits }: SplitData, seed: number): CheckReport {
  const status = createStatusLine();
  status.announce(`checking ${count(examples.texts.length)} rows`);
  try {
    return checkDataset(examples, { splits, seed });
  } finally {
    status.clear();
  }
}
