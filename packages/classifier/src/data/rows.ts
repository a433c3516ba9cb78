// Labelled texts from anywhere, split.

import type { LabelMap, Splits } from "@newsclf/dataset";
import type { FileSummary } from "./file-summary.ts";

/** n rows; all lists have one entry a row. */
export interface Rows {
  readonly texts: readonly string[];
  /** What stands for each text in tables. */
  readonly titles: readonly string[];
  readonly labelNames: readonly string[];
  readonly labelMap: LabelMap;
  readonly splits: Splits;
  /** What was read; none for data in memory. */
  readonly files: readonly FileSummary[];
  readonly placeOf: (row: number) => RowPlace;
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
