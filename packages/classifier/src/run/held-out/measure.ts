// How good parts are on rows that they were not trained on.

import {
  evaluatePrediction,
  type LabelSets,
  type Prediction,
  predictionFromLogits,
  predictionOfSets,
} from "@newsclf/evaluation";
import type { HeldOutLogits } from "@newsclf/training";
import { concat } from "../concat.ts";
import type { TestResult } from "../test-result.ts";
import { pickRows, rowsOfOthers } from "./rows.ts";
import { bestThresholds } from "./thresholds.ts";

/** @param sets - Where a text may have several classes: each fold then has the thresholds that the other folds tell. */
export function measureHeldOut(heldOut: HeldOutLogits, folds: readonly Int32Array[], sets?: LabelSets): TestResult {
  const { logits, gold } = heldOut;
  const { labels } = gold;
  const numClasses = logits.length / labels.length;
  const prediction = sets ? predictSets(heldOut, folds, sets) : predictionFromLogits(logits, numClasses);
  return { prediction, evaluation: evaluatePrediction(prediction, labels, numClasses, sets) };
}

function predictSets(heldOut: HeldOutLogits, folds: readonly Int32Array[], sets: LabelSets): Prediction {
  const { numClasses } = sets;
  const parts = folds.map((rows) => {
    const thresholds = bestThresholds({ ...heldOut, rows: rowsOfOthers(folds, rows) }, undefined, numClasses);
    return predictionOfSets(pickRows(heldOut.logits, rows, numClasses), sets, thresholds);
  });
  return {
    probs: concat(parts.map(({ probs }) => probs)),
    labels: Int32Array.from(parts.flatMap(({ labels }) => [...labels])),
  };
}
