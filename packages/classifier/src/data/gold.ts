// What the rows of a split are fitted towards.

import type { SplitName } from "@newsclf/dataset";
import type { Gold } from "@newsclf/training";
import type { PreparedData } from "./prepare-data.ts";
import { weightsOf } from "./row-weights.ts";

/** @throws NewsclfError `CONFIG` for weights of classes that are not there, or where nothing counts. */
export function goldOf({ rows, tokens, settings }: PreparedData, name: SplitName): Gold {
  const { labels } = tokens[name];
  const { weights: ofRows } = rows;
  const ofSplit = ofRows && Float32Array.from(rows.splits[name], (row) => ofRows[row]!);
  const { classNames } = rows.labelMap;
  return { labels, weights: weightsOf(labels, ofSplit, tokens.train.labels, classNames, settings.classWeights) };
}
