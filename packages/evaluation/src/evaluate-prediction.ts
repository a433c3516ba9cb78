// How good predictions are, whatever made them. n = examples, C = number of classes.

import { accuracyInterval, binomialPValue, isAboveChance } from "./chance/binomial.ts";
import { type ClassScores, classScores } from "./metrics/class-scores.ts";
import { type Confusion, countClasses, countConfusions } from "./metrics/confusions.ts";
import { accuracy, macroF1 } from "./metrics/count-metrics.ts";
import { measure } from "./metrics/metric.ts";
import { lossOf } from "./metrics/probability-metrics.ts";
import type { Prediction } from "./prediction.ts";

/** How good labels are on one split; plain JSON data. */
export interface LabelEvaluation {
  readonly examples: number;
  /** Fraction in `[0, 1]`. */
  readonly accuracy: number;
  /** Bounds of the 95 % Wilson interval of the accuracy. */
  readonly accuracyInterval: readonly [number, number];
  /** Mean F1 over the classes that occur, in `[0, 1]`: see `macroF1`. */
  readonly macroF1: number;
  /** Accuracy of always answering with this split's most frequent class, in `[1/C, 1]`. */
  readonly majorityRate: number;
  /** Exact binomial test of `accuracy` against `majorityRate`, one-sided. */
  readonly chancePValue: number;
  /** Whether that test rejects chance at 5 %: see `isAboveChance`. */
  readonly aboveChance: boolean;
  /** `[C]`. */
  readonly perClass: readonly ClassScores[];
  /** The cells of the confusion matrix that are not 0, by gold, then by predicted label. */
  readonly confusions: readonly Confusion[];
}

/** How good a classifier is on one split; plain JSON data. */
export interface Evaluation extends LabelEvaluation {
  /** Mean cross-entropy in nats. */
  readonly loss: number;
}

/**
 * Scores of labels, whoever gave them.
 *
 * @param labels - `[n]`, what was answered.
 * @param gold - `[n]`, class indices.
 * @param numClasses - C.
 * @throws RangeError for no examples, another number of labels, or a label outside `0..C-1`.
 */
export function evaluateLabels(labels: Int32Array, gold: Int32Array, numClasses: number): LabelEvaluation {
  const confusions = countConfusions(gold, labels, numClasses);
  const examples = gold.length;
  if (examples === 0) throw new RangeError("evaluateLabels: expected at least one example, got none");
  const counts = countClasses(confusions, numClasses);
  const prediction = { labels, probs: new Float32Array() };
  const share = measure(accuracy, prediction, gold, numClasses);
  const majorityRate = Array.from(counts.support).reduce((most, count) => Math.max(most, count), 0) / examples;
  return {
    examples,
    accuracy: share,
    accuracyInterval: accuracyInterval(share, examples),
    macroF1: measure(macroF1, prediction, gold, numClasses),
    majorityRate,
    chancePValue: binomialPValue(Math.round(share * examples), examples, majorityRate),
    aboveChance: isAboveChance(share, examples, majorityRate),
    perClass: classScores(counts),
    confusions,
  };
}

/** The same with the loss. Throws as `evaluateLabels`. */
export function evaluatePrediction(prediction: Prediction, gold: Int32Array, numClasses: number): Evaluation {
  const { probs, labels } = prediction;
  const { examples, ...scores } = evaluateLabels(labels, gold, numClasses);
  const total = gold.reduce((sum, label, i) => sum + lossOf(probs[i * numClasses + label]!), 0);
  return { examples, loss: total / examples, ...scores };
}
