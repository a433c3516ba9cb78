// What people call the splits, in columns and in file names.

import type { SplitName } from "./splits.ts";

/** In lower case: the names of well-known data sets. */
export const SPLIT_WORDS: Readonly<Record<SplitName, readonly string[]>> = {
  train: ["train", "training"],
  validation: ["validation", "valid", "val", "dev", "development"],
  test: ["test", "testing", "eval", "evaluation"],
};
