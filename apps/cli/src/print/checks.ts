// What the checks found, as lines and as JSON.

import type { FileSummary, RowPlace } from "@newsclf/classifier/node";
import type { CheckReport, CheckResult } from "@newsclf/dataset";
import { writeSentence } from "@newsclf-internal/errors";
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
