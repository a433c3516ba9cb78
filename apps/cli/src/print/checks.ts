// What the checks found, as lines and as JSON.

import type { FileSummary, RowPlace } from "@newsclf/classifier/node";
import type { CheckReport, CheckResult } from "@newsclf/dataset";
import { type Sentence, sentence, setting, writeSentence } from "@newsclf-internal/errors";
import { writeFlag } from "./flags.ts";
import { count } from "./format.ts";

/** Enough to look at; `--json` has more. */
const MAX_SHOWN = 5;

const LEVELS = { pass: "pass", warn: "warning", fail: "error" } as const;

/** `warning[DATA_LEAK] 31 test texts also in train`. */
export function headline({ status, code, message }: CheckResult): string {
  return `${LEVELS[status]}[${code}] ${message}`;
}

/** A check with its rows and its fix. */
export function describeCheck(result: CheckResult, placeOf: (row: number) => RowPlace): string {
  const lines = [headline(result)];
  if (result.status !== "pass" && result.rows.length > 0) lines.push(`  ${describeRows(result, placeOf)}`);
  if (result.fix !== undefined) lines.push(`  fix: ${writeSentence(result.fix, writeFlag)}`);
  return lines.join("\n");
}

export function checksToJson(
  { status, checks }: CheckReport,
  files: readonly FileSummary[],
  placeOf: (row: number) => RowPlace,
): object {
  return {
    status,
    files: files.map(({ name, sha256, numRows, numKept, dropped }) => ({ name, sha256, numRows, numKept, dropped })),
    checks: checks.map(({ rows, fix, ...result }) => ({
      ...result,
      ...(fix !== undefined && { fix: writeSentence(fix, writeFlag) }),
      records: rows.map(placeOf),
    })),
  };
}

const UNREAD = sentence`repair them; they were left out by ${setting("onBadRow", "skip")}`;

/** Fixes for rows that the reader left out, by what they lack. */
const LEFT_OUT: Readonly<Record<string, readonly [what: string, fix: Sentence]>> = {
  ROW_EMPTY_TEXT: ["without text", sentence`fill it in, or add another ${setting("textColumn")}`],
  ROW_EMPTY_LABEL: ["without label", "label them"],
};

/** What the reader already left out or mended, which no check of the rows can see. */
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
  return `${count(n)} ${n === 1 ? noun : `${noun}s`}`;
}

/** `news.csv (records 3, 77), test.csv (record 5) and 12 more`. */
function describeRows({ rows, numRows }: CheckResult, placeOf: (row: number) => RowPlace): string {
  const byFile = new Map<string, number[]>();
  for (const { file, record } of rows.slice(0, MAX_SHOWN).map(placeOf))
    byFile.set(file, [...(byFile.get(file) ?? []), record]);
  const shown = Array.from(
    byFile,
    ([file, records]) => `${file} (${records.length === 1 ? "record" : "records"} ${records.join(", ")})`,
  );
  const more = numRows - Math.min(rows.length, MAX_SHOWN);
  return `${shown.join(", ")}${more > 0 ? ` and ${count(more)} more` : ""}`;
}
