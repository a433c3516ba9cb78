// How good predictions are, whatever made them. n = examples, C = number of classes.

import { accuracyInterval, binomialPValue } from "./chance/binomial.ts";
import { permutationPValue } from "./chance/permutation-test.ts";
import type { LabelSets } from "./label-sets.ts";
import { type ClassScores, classScores } from "./metrics/class-scores.ts";
import { type Confusion, countClasses, countConfusions } from "./metrics/confusions.ts";
import { macroF1, microF1 } from "./metrics/count-metrics.ts";
import { accuracy, hammingLoss } from "./metrics/label-metrics.ts";
import { type Metric, measure } from "./metrics/metric.ts";
import { logLoss } from "./metrics/probability-metrics.ts";
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
  /** F1 over all classes of all texts, in `[0, 1]`; where a text may have several, as the Hamming loss. */
  readonly microF1?: number;
  /** Share of the classes that were wrongly given or left out, in `[0, 1]`. */
  readonly hammingLoss?: number;
  /** Accuracy of always answering with this split's most frequent label, in `(0, 1]`. */
  readonly majorityRate: number;
  /**
   * Exact binomial test of `accuracy` against `majorityRate`, one-sided; where a text may have several classes, a permutation
   * test of the classes that are rightly given, since to give none is often right.
   */
  readonly chancePValue: number;
  /** Whether that test rejects chance at 5 %. */
  readonly aboveChance: boolean;
  /** `[C]`. */
  readonly perClass: readonly ClassScores[];
  /** The cells of the confusion matrix that are not 0, by gold, then by predicted label; none where a text may have several classes. */
  readonly confusions: readonly Confusion[];
}

/** How good a classifier is on one split; plain JSON data. */
export interface Evaluation extends LabelEvaluation {
  /** Mean cross-entropy in nats: see `logLoss`. */
  readonly loss: number;
}

/**
 * Scores of labels, whoever gave them.
 *
 * @param labels - `[n]`, what was answered.
 * @param gold - `[n]`, class indices.
 * @param numClasses - C.
 * @param sets - Where a text may have several classes: labels are then numbers of sets, and an answer is right if its set is.
 * @throws RangeError for no examples, another number of labels, or a label outside `0..C-1`.
 */
export function evaluateLabels(
  labels: Int32Array,
  gold: Int32Array,
  numClasses: number,
  sets?: LabelSets,
): LabelEvaluation {
  const numLabels = sets?.size ?? numClasses;
  const confusions = countConfusions(gold, labels, numLabels);
  const examples = gold.length;
  if (examples === 0) throw new RangeError("evaluateLabels: expected at least one example, got none");
  const score = (metric: Metric): number =>
    measure(metric, { labels, probs: new Float32Array() }, gold, numClasses, sets);
  const share = score(accuracy);
  const { support } = countClasses(confusions, numLabels);
  const majorityRate = Array.from(support).reduce((most, count) => Math.max(most, count), 0) / examples;
  const chancePValue = sets
    ? permutationPValue(labels, gold, sets)
    : binomialPValue(Math.round(share * examples), examples, majorityRate);
  return {
    examples,
    accuracy: share,
    accuracyInterval: accuracyInterval(share, examples),
    macroF1: score(macroF1),
    ...(sets && { microF1: score(microF1), hammingLoss: score(hammingLoss) }),
    majorityRate,
    chancePValue,
    aboveChance: chancePValue < 0.05,
    perClass: classScores(countClasses(confusions, numClasses, sets)),
    confusions: sets ? [] : confusions,
  };
}

/** The same with the loss. Throws as `evaluateLabels`. */
export function evaluatePrediction(
  prediction: Prediction,
  gold: Int32Array,
  numClasses: number,
  sets?: LabelSets,
): Evaluation {
  const { examples, ...scores } = evaluateLabels(prediction.labels, gold, numClasses, sets);
  return { examples, loss: measure(logLoss, prediction, gold, numClasses, sets), ...scores };
}
