// What the reader already left out or mended, which no check of the rows can see.

import type { CheckResult } from "@newsclf/dataset";
import { type Sentence, sentence, setting } from "@newsclf-internal/errors";
import type { FileSummary } from "./file-summary.ts";

const UNREAD = sentence`repair them; they were left out by ${setting("onBadRow", "skip")}`;

/** Fixes for rows that the reader left out, by what they lack. */
const LEFT_OUT: Readonly<Record<string, readonly [what: string, fix: Sentence]>> = {
  ROW_EMPTY_TEXT: ["without text", sentence`fill it in, or add another ${setting("textColumn")}`],
  ROW_EMPTY_LABEL: ["without label", "label them"],
};

/** The checks of the rows, with what the reader has to say. */
export function withReading(checks: readonly CheckResult[], files: readonly FileSummary[]): CheckResult[] {
  const dropped = new Map<string, number>();
  for (const [code, n] of files.flatMap((file) => Object.entries(file.dropped))) {
    dropped.set(code, (dropped.get(code) ?? 0) + n);
  }
  const leftOut = Array.from(dropped, ([code, n]): CheckResult => {
    const [what, fix] = LEFT_OUT[code] ?? ["that could not be read", UNREAD];
    const first = files.flatMap(({ badRows }) => badRows).find((error) => error.code === code);
    const place = first?.place === undefined ? "" : `, the first at ${first.place}`;
    return {
      code,
      status: "warn",
      message: `${counted(n, "row")} ${what} left out${place}`,
      fix,
      numRows: n,
      rows: [],
    };
  });
  const trimmed = files.reduce((sum, { numTrimmedLabels }) => sum + numTrimmedLabels, 0);
  return [...leftOut, ...checks.filter(({ code }) => !dropped.has(code))].map((result) =>
    trimmed > 0 && result.code === "LABEL_LOOKALIKE"
      ? { ...result, message: `${result.message}; blanks around ${counted(trimmed, "label")} were removed` }
      : result,
  );
}

/** `1 row`, `2 rows`. */
function counted(n: number, noun: string): string {
  return `${n.toLocaleString("en-US")} ${n === 1 ? noun : `${noun}s`}`;
}
