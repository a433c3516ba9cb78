// What every reader turns its file into: named columns, and their values in blocks.

import type { BadRows } from "./_bad-rows.ts";

/** Some rows of some columns. */
export interface TableBlock {
  /** `values[k][row]`: of the k-th column that was asked for; "" where a row has no value. */
  readonly values: readonly (readonly string[])[];
  /** 1-based numbers of the rows in their file. */
  readonly records: readonly number[];
}

/**
 * The text that stands for a list or an object; undefined for one that is refused.
 *
 * @param nameOf - The name that a number stands for.
 */
export type NestedText = (value: unknown, nameOf?: (number: number) => string) => string | undefined;

/** A file that has been opened: its columns are known, its rows are still to come. */
export interface Table {
  readonly columns: readonly string[];
  /** Whether the file has a header of its own, which can be there without rows. */
  readonly hasHeader?: boolean;
  /** Of CSV files with several columns. */
  readonly delimiter?: string;
  /**
   * Hundreds to thousands of rows a block. To be gone through once.
   *
   * @param nestedTexts - For each of the positions, the text of lists and objects; undefined where they are refused.
   */
  blocks(positions: readonly number[], nestedTexts?: readonly (NestedText | undefined)[]): AsyncIterable<TableBlock>;
}

/** What readers of all formats are told. */
export interface TableContext {
  /** File name, shown in errors. */
  readonly name: string;
  /** Told of rows that cannot be read. */
  readonly badRows: BadRows;
  /** Rows past this number are left alone. */
  readonly limit: number;
  /** Longest field, in UTF-8 bytes. */
  readonly maxFieldBytes: number;
}
