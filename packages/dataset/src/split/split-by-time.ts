// Training on the past and testing on the future, as the model will be used.

import { NewsclfError } from "@newsclf-internal/errors";
import { quoteText } from "../escape-text.ts";
import { type SplitFractions, type Splits, toShares, toSplits } from "./splits.ts";

/**
 * Oldest rows to train, then validation, newest to test. Rows of one time stay together, in the split of the first of
 * them: no training row is as late as a validation row, and no validation row as late as a test row. Classes are not
 * looked at: one that only appears late has no training row.
 *
 * @param times - `[n]`, finite; see {@link parseTimes}.
 * @param fractions - Sum 1, within 1e-6.
 */
export function splitByTime(times: ArrayLike<number>, fractions: SplitFractions): Splits {
  const [train, validation, test] = toShares(fractions) as [number, number, number];
  const n = times.length;
  for (let row = 0; row < n; row++) {
    if (!Number.isFinite(times[row]!)) {
      throw new RangeError(`splitByTime: expected finite times, got ${times[row]} in row ${row}`);
    }
  }
  const order = Array.from({ length: n }, (_, row) => row).sort((a, b) => times[a]! - times[b]! || a - b);
  const firstEnd = validation + test === 0 ? n : Math.round(n * train);
  const secondEnd = test === 0 ? n : Math.round(n * (train + validation));
  return toSplits(n, (assign) => {
    let split = 0;
    order.forEach((row, position) => {
      if (position === 0 || times[row] !== times[order[position - 1]!]) {
        split = position < firstEnd ? 0 : position < secondEnd ? 1 : 2;
      }
      assign(row, split);
    });
  });
}

const ISO_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * Reads ISO 8601 dates and times (`2024-01-31`, `2024-01-31 17:05`, `2024-01-31T17:05:00Z`) and plain numbers (Unix
 * seconds, years, versions). A time without a zone is UTC, so that the split is the same on every machine. All rows have to
 * be of one of the two kinds.
 *
 * @param placeOf - Where a row is, for the error. Default: its number, from 1.
 * @returns `[n]`, milliseconds since 1970, or the numbers.
 * @throws NewsclfError `DATA_SPLIT_VALUE` for the first value that is neither; `03/04/2024` is two different days.
 */
export function parseTimes(
  values: readonly string[],
  placeOf: (row: number) => string = (row) => `row ${row + 1}`,
): Float64Array {
  const areNumbers = values.length > 0 && isNumber(values[0]!);
  return Float64Array.from(values, (value, row) => {
    const time = areNumbers ? (isNumber(value) ? Number(value) : Number.NaN) : parseIso(value.trim());
    if (Number.isNaN(time)) {
      const expected = areNumbers ? "a number as in the rows before" : "a time such as 2024-01-31 or 2024-01-31T17:05";
      throw new NewsclfError("DATA_SPLIT_VALUE", `expected ${expected}, found ${quoteText(value)}`, {
        place: placeOf(row),
        fix: "correct the value, or choose another column",
      });
    }
    return time;
  });
}

function isNumber(value: string): boolean {
  return /^\s*-?\d+(\.\d+)?\s*$/.test(value);
}

function parseIso(value: string): number {
  const match = ISO_TIME.exec(value);
  if (match === null) return Number.NaN;
  const [, date, minutes = "00:00", seconds = ":00", zone = "Z"] = match;
  const time = Date.parse(`${date}T${minutes}${seconds}${zone.toUpperCase().replace(/(\d\d):?(\d\d)$/, "$1:$2")}`);
  // Date.parse takes 31 February for 2 March.
  return new Date(`${date}T00:00Z`).getUTCDate() === Number(date!.slice(8)) ? time : Number.NaN;
}
