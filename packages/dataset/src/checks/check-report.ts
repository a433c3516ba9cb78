// What the checks of a data set report.

import type { Sentence } from "@newsclf-internal/errors";

/** `"warn"`: training makes sense, but look; `"fail"`: whatever is trained on this means nothing. */
export type CheckStatus = "pass" | "warn" | "fail";

/** What one check found. */
export interface CheckResult {
  /** Stable; callers branch on it. */
  readonly code: string;
  readonly status: CheckStatus;
  /** For people, on one line; foreign text in it is escaped and cut. */
  readonly message: string;
  /** What the user can do, for `writeSentence`; absent where nothing is to be done. */
  readonly fix?: Sentence;
  /** How many rows it is about; 0 if it is about none in particular. */
  readonly numRows: number;
  /** The first {@link MAX_ROWS} of them: 0-based, ascending. */
  readonly rows: readonly number[];
}

/** What all checks found. */
export interface CheckReport {
  /** The worst of its checks. */
  readonly status: CheckStatus;
  /** In a fixed order. */
  readonly checks: readonly CheckResult[];
}

/** Most rows that a result names. */
export const MAX_ROWS = 20;

const STATUSES = ["pass", "warn", "fail"] as const;

/** Sums up results of any checks. */
export function createReport(checks: readonly CheckResult[]): CheckReport {
  const worst = Math.max(0, ...checks.map(({ status }) => STATUSES.indexOf(status)));
  return { status: STATUSES[worst]!, checks };
}
