// RFC 4180 with semicolons and line feeds; quotes only where they are needed.

import { COLUMNS, type Row } from "./generate-rows.ts";

/** The whole file, header first, with a final line feed. */
export function formatCsv(rows: readonly Row[]): string {
  const lines = [COLUMNS.join(";"), ...rows.map((row) => COLUMNS.map((column) => formatCell(row[column])).join(";"))];
  return `${lines.join("\n")}\n`;
}

function formatCell(cell: string): string {
  return /[";\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
