// Labelled texts from anywhere, split.

import type { Splits, WordVectors } from "@newsclf/dataset";
import type { KnownLstm } from "@newsclf/model";
import type { FileSummary } from "./file-summary.ts";
import type { IndexedLabels } from "./labels/index-labels.ts";

/** n rows; all lists have one entry a row. */
export interface Rows extends SplitRows, IndexedLabels {
  readonly texts: readonly string[];
  /** What stands for each text in tables. */
  readonly titles: readonly string[];
  /** How much each row counts in training, at least 0; absent where all count alike. */
  readonly weights?: Float32Array | undefined;
  /** Names of what must not be split, of the rows that are not from a test file; none where nothing was said of it. */
  readonly groups: readonly string[];
  /** Further texts without labels; none of them is in a split. */
  readonly unlabelled: Unlabelled;
  /** What words are like; absent where no vectors trained elsewhere say it. */
  readonly vectors?: WordVectors | undefined;
  /** Where the LSTM begins; absent where it begins at random. */
  readonly initial?: KnownLstm | undefined;
  /** What was read; none for data in memory. */
  readonly files: readonly FileSummary[];
  readonly placeOf: (row: number) => RowPlace;
}

/** Rows of each split, and what became of texts that are there more than once. */
export interface SplitRows {
  /** Not all rows need be in one. */
  readonly splits: Splits;
  readonly copies: Copies;
}

/** Texts that are equal but for case, white space and Unicode form. */
export interface Copies {
  /** `[n]`, the first row with the same text. */
  readonly firstOf: Int32Array;
  /** Rows that repeat an earlier text. */
  readonly numRepeated: number;
  /** Rows that the setting `duplicates` dropped. */
  readonly numDropped: number;
  /** Rows that are in no split because their text is in a split that is measured on. */
  readonly numLeftOut: number;
}

/** Texts without labels. */
export interface Unlabelled {
  /** Those that are used: each once, and none that has a label. */
  readonly texts: readonly string[];
  /** Texts that were given. */
  readonly numGiven: number;
  /** Those that are in validation or test too, which are left out. */
  readonly numMeasured: number;
}

/** Where a row comes from. */
export interface RowPlace {
  /** Its name, as it was given where two have one name; `texts` for data in memory. */
  readonly file: string;
  /** From 1, the header not among them. */
  readonly record: number;
}

export function showPlace({ file, record }: RowPlace): string {
  return `${file} (record ${record})`;
}
