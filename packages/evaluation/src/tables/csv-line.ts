// A row of a table as CSV text.

/** A value of a table: numbers are written as JavaScript prints them. */
export type Cell = string | number;

/** How cells are written. */
export interface CsvOptions {
  /**
   * Puts an apostrophe before text that starts with `=`, `+`, `-`, `@`, tab or carriage return, which spreadsheets would run
   * as a formula. Default false: text comes back as it was.
   */
  readonly safe?: boolean | undefined;
}

/** One line with its line feed; quoted as RFC 4180 says where a cell holds a comma, a quote or a line end. */
export function csvLine(cells: readonly Cell[], { safe = false }: CsvOptions = {}): string {
  let line = "";
  for (let i = 0; i < cells.length; i++) {
    if (i > 0) line += ",";
    const cell = cells[i]!;
    if (typeof cell === "number") {
      line += cell;
      continue;
    }
    const text = safe && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
    line += /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }
  return `${line}\n`;
}
