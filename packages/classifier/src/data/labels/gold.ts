// What the rows of a split are fitted towards.

import type { SplitName } from "@newsclf/dataset";
import { type Gold, pickGold } from "@newsclf/training";
import type { PreparedData } from "../prepare-data.ts";
import { weightsOf } from "./row-weights.ts";

/** @throws NewsclfError `CONFIG` for weights of classes that are not there, or where nothing counts. */
export function goldOf({ rows, tokens, settings }: PreparedData, name: SplitName): Gold {
  const { labels, labelMap, weights, shares, sets, splits } = rows;
  const gold = pickGold({ labels, weights, shares, sets: sets?.toList() }, splits[name]);
  const { labels: trained } = tokens.train;
  return { ...gold, weights: weightsOf(gold, trained, labelMap.classNames, settings.classWeights) };
}
