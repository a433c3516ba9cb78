// Some of the rows, as if there were no others.

import { type CheckedExamples, SPLIT_NAMES, type Splits } from "@newsclf/dataset";
import type { Rows } from "./rows.ts";

/** With all classes of each. @param used - Ascending. */
export function pickRows({ texts, labels, labelNames, labelMap, sets }: Rows, used: Int32Array): CheckedExamples {
  const ofSets = sets?.toList().map((classes) => Array.from(classes, (c) => labelMap.classNames[c]!));
  return {
    texts: Array.from(used, (row) => texts[row]!),
    labelNames: Array.from(used, (row) => ofSets?.[labels[row]!] ?? labelNames[row]!),
  };
}

/** The splits with each row as its position among the used ones. */
export function positionsIn(used: Int32Array, splits: Splits): Splits {
  const position = new Map(Array.from(used, (row, i) => [row, i]));
  const [train, validation, test] = SPLIT_NAMES.map((name) => splits[name].map((row) => position.get(row)!));
  return { train: train!, validation: validation!, test: test! };
}
