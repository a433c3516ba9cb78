// What the first bytes of a file say: not a CSV file at all, or which delimiter it uses.

import { DataError } from "./data-error.ts";

const DELIMITERS = [",", ";", "\t", "|"] as const;

/**
 * Refuses what cannot be CSV text.
 *
 * @param head - The first bytes of the file.
 * @param encoding - The one that was asked for, if any.
 * @throws DataError `CSV_EMPTY`, `CSV_GZIP`, `CSV_ENCODING`, `CSV_BINARY`.
 */
export function checkHead(head: Uint8Array, encoding: string | undefined, place: string): void {
  if (head.length === 0) throw new DataError("CSV_EMPTY", "no header row", { place });
  if (head[0] === 0x1f && head[1] === 0x8b)
    throw new DataError("CSV_GZIP", "gzip data", { place, fix: "gunzip first" });
  if (encoding !== undefined) return;
  const utf16 = head[0] === 0xff && head[1] === 0xfe ? "LE" : head[0] === 0xfe && head[1] === 0xff ? "BE" : undefined;
  if (utf16 !== undefined) {
    throw new DataError("CSV_ENCODING", `looks like UTF-16${utf16}`, {
      place,
      fix: `--encoding utf16${utf16.toLowerCase()}`,
    });
  }
  const nul = head.indexOf(0);
  if (nul >= 0) throw new DataError("CSV_BINARY", `NUL at byte 0x${nul.toString(16).toUpperCase()}`, { place });
}

/** The candidate that splits the header line most often, or a comma. */
export function detectDelimiter(headText: string): string {
  const counts = DELIMITERS.map((delimiter) => countInHeader(headText, delimiter));
  const most = Math.max(...counts);
  return most === 0 ? "," : DELIMITERS[counts.indexOf(most)]!;
}

/** Occurrences outside quotes in the first line. */
export function countInHeader(headText: string, delimiter: string): number {
  let quoted = false;
  let count = 0;
  for (const char of headText) {
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === "\n" || char === "\r") break;
    else if (char === delimiter) count++;
  }
  return count;
}
