// What the checks found, as lines and as JSON.

import type { CheckReport, CheckResult } from "@newsclf/dataset";
import { nameFlags } from "./print-error.ts";
import type { RowPlace } from "./read-split-data.ts";

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
  if (result.fix !== undefined) lines.push(`  fix: ${nameFlags(result.fix)}`);
  return lines.join("\n");
}

export function checksToJson({ status, checks }: CheckReport, placeOf: (row: number) => RowPlace): object {
  return {
    status,
    checks: checks.map(({ rows, fix, ...result }) => ({
      ...result,
      ...(fix !== undefined && { fix: nameFlags(fix) }),
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
  return `${shown.join(", ")}${more > 0 ? ` and ${more.toLocaleString("en-US")} more` : ""}`;
}
