// A split that the file itself names.

import { DataError, quoteText } from "./data-error.ts";
import { SPLIT_NAMES, type SplitName, type Splits, toSplits } from "./split.ts";

/** What a column may say, in lower case: the names of well-known data sets. */
const SPLIT_OF: Readonly<Record<string, SplitName>> = {
  train: "train",
  training: "train",
  validation: "validation",
  valid: "validation",
  val: "validation",
  dev: "validation",
  development: "validation",
  test: "test",
  testing: "test",
};

/**
 * Splits by the values of a column: `train`, `training`; `validation`, `valid`, `val`, `dev`, `development`; `test`,
 * `testing`, in any case.
 *
 * @param values - `[n]`.
 * @param placeOf - Where a row is, for the error. Default: its number, from 1.
 * @throws DataError `DATA_SPLIT_VALUE` for the first value that is none of these.
 */
export function splitByColumn(
  values: readonly string[],
  placeOf: (row: number) => string = (row) => `row ${row + 1}`,
): Splits {
  return toSplits(values.length, (assign) => {
    values.forEach((value, row) => {
      const key = value.trim().toLowerCase();
      const split = Object.hasOwn(SPLIT_OF, key) ? SPLIT_OF[key] : undefined;
      if (split === undefined) {
        throw new DataError("DATA_SPLIT_VALUE", `expected train, validation or test, found ${quoteText(value)}`, {
          place: placeOf(row),
          fix: "correct the value, or choose another column",
        });
      }
      assign(row, SPLIT_NAMES.indexOf(split));
    });
  });
}
