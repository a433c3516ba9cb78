// Small makers of results, so that each check reads as its rule.

import type { Sentence } from "@newsclf-internal/errors";
import { type CheckResult, type CheckStatus, MAX_ROWS } from "./check-report.ts";

/** A result; the rows may be many, and are counted and cut. */
export function result(
  code: string,
  status: CheckStatus,
  message: string,
  rows: ArrayLike<number> = [],
  fix?: Sentence,
): CheckResult {
  const shown = Array.from({ length: Math.min(MAX_ROWS, rows.length) }, (_, i) => rows[i]!);
  // A fix is of no use where nothing is wrong.
  const advice = status !== "pass" && fix !== undefined ? { fix } : {};
  return { code, status, message, ...advice, numRows: rows.length, rows: shown };
}

/** `812`, `15,604`. */
export function count(n: number): string {
  return n.toLocaleString("en-US");
}

/** `1 text`, `2 texts`. */
export function counted(n: number, noun: string): string {
  return `${count(n)} ${n === 1 ? noun : `${noun}s`}`;
}

/** `12.3 %`; small shares keep two digits, so that they are not shown as nothing. */
export function percent(fraction: number): string {
  const digits = fraction > 0 && fraction < 0.001 ? 3 : 1;
  return `${(100 * fraction).toFixed(digits)} %`;
}
