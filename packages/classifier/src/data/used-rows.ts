// Some of the rows, as if there were no others.

import { SPLIT_NAMES, type Splits } from "@newsclf/dataset";
import type { Rows } from "./rows.ts";

/** @param used - Ascending. */
export function pickRows({ texts, labelNames }: Rows, used: Int32Array): Pick<Rows, "texts" | "labelNames"> {
  const of = (values: readonly string[]): string[] => Array.from(used, (row) => values[row]!);
  return { texts: of(texts), labelNames: of(labelNames) };
}

/** The splits with each row as its position among the used ones. */
export function positionsIn(used: Int32Array, splits: Splits): Splits {
  const position = new Map(Array.from(used, (row, i) => [row, i]));
  const [train, validation, test] = SPLIT_NAMES.map((name) => splits[name].map((row) => position.get(row)!));
  return { train: train!, validation: validation!, test: test! };
}
