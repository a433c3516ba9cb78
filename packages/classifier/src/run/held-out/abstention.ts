// Below which probability a model should give no answer.

import {
  accuracyInterval,
  type CoveragePoint,
  coverageCurve,
  type Prediction,
  predictionFromLogits,
} from "@newsclf/evaluation";
import { type Calibration, type HeldOutLogits, pickGold } from "@newsclf/training";
import type { Settings } from "../../settings/settings.ts";
import { calibratedRows } from "./rows.ts";

/** Fewer answers tell nothing of how often answers are right. */
const MIN_ANSWERS = 20;

/** A threshold, and what it does. */
export interface Abstention {
  /** In `(0, 1]`: texts whose best class is less probable are not answered. */
  readonly threshold: number;
  /** Share of the answers that should be right; absent where the threshold itself was asked for. */
  readonly wanted?: number;
  /** On rows that the parts had not seen; absent where there are none. */
  readonly heldOut?: CoveragePoint | undefined;
}

/** What becomes of some texts. */
export interface Answered {
  /** Texts that are answered. */
  readonly examples: number;
  /** As a fraction of all, in `[0, 1]`. */
  readonly coverage: number;
  /** Fraction of the answers that is right, and its 95 % Wilson interval; absent without an answer. */
  readonly accuracy?: number;
  readonly accuracyInterval?: readonly [number, number];
}

export function answeredOf(prediction: Prediction, gold: Int32Array, numClasses: number, threshold: number): Answered {
  const { probs, labels } = prediction;
  const answered = [...labels.keys()].filter((i) => probs[i * numClasses + labels[i]!]! >= threshold);
  const examples = answered.length;
  const coverage = examples / labels.length;
  if (examples === 0) return { examples, coverage };
  const accuracy = answered.filter((i) => labels[i] === gold[i]).length / examples;
  return { examples, coverage, accuracy, accuracyInterval: accuracyInterval(accuracy, examples) };
}

/**
 * @param heldOut - Before the calibration; undefined where nothing was held out, which a threshold that is to be found needs.
 * @returns Undefined where every text is to be answered.
 */
export function abstentionOf(
  asked: Settings["abstainBelow"],
  heldOut: HeldOutLogits | undefined,
  calibration: Calibration | undefined,
): Abstention | undefined {
  if (asked === null) return undefined;
  const curve = heldOut ? curveOf(heldOut, calibration) : [];
  if (typeof asked === "number") {
    return { threshold: asked, heldOut: curve.findLast(({ threshold }) => threshold >= asked) };
  }
  const wanted = Number(asked.slice("auto:".length));
  const telling = curve.filter(({ examples }) => examples >= MIN_ANSWERS);
  const enough = telling.findLast(({ accuracy }) => accuracy >= wanted);
  // Where that cannot be had, what comes nearest.
  const best = enough ?? telling.reduce((most, point) => (point.accuracy > most.accuracy ? point : most), telling[0]!);
  return { threshold: best?.threshold ?? 1, wanted, heldOut: best };
}

function curveOf(heldOut: HeldOutLogits, calibration: Calibration | undefined): CoveragePoint[] {
  const { logits, gold, rows } = heldOut;
  const numClasses = logits.length / gold.labels.length;
  const prediction = predictionFromLogits(calibratedRows(heldOut, calibration), numClasses);
  return coverageCurve(prediction, pickGold(gold, rows).labels, numClasses);
}
