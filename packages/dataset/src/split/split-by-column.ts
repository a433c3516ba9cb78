// A split that the file itself names.

import { NewsclfError } from "@newsclf-internal/errors";
import { quoteText } from "../escape-text.ts";
import { SPLIT_WORDS } from "./split-names.ts";
import { SPLIT_NAMES, type Splits, toSplits } from "./splits.ts";

const SPLIT_OF: ReadonlyMap<string, number> = new Map(
  SPLIT_NAMES.flatMap((name, split) => SPLIT_WORDS[name].map((word) => [word, split] as const)),
);

/**
 * Splits by the values of a column: `train`, `training`; `validation`, `valid`, `val`, `dev`, `development`; `test`,
 * `testing`, `eval`, `evaluation`, in any case.
 *
 * @param values - `[n]`.
 * @param placeOf - Where a row is, for the error. Default: its number, from 1.
 * @throws NewsclfError `DATA_SPLIT_VALUE` for the first value that is none of these.
 */
export function splitByColumn(
  values: readonly string[],
  placeOf: (row: number) => string = (row) => `row ${row + 1}`,
): Splits {
  return toSplits(values.length, (assign) => {
    values.forEach((value, row) => {
      const split = SPLIT_OF.get(value.trim().toLowerCase());
      if (split === undefined) {
        throw new NewsclfError("DATA_SPLIT_VALUE", `expected train, validation or test, found ${quoteText(value)}`, {
          place: placeOf(row),
          fix: "correct the value, or choose another column",
        });
      }
      assign(row, split);
    });
  });
}
