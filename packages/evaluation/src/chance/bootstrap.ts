// How far a score could be elsewhere, were the examples others: percentile bootstrap (Efron 1979). n = examples, C = classes.

import type { LabelSets } from "../label-sets.ts";
import { type Metric, measure } from "../metrics/metric.ts";
import type { Prediction } from "../prediction.ts";
import { uniform } from "./uniform.ts";

/** Options of `bootstrapInterval` and `pairedBootstrap`. */
export interface BootstrapOptions {
  /** Samples of n examples with replacement. Default 1000. */
  readonly numSamples?: number | undefined;
  /** Selects them. Default 1. */
  readonly seed?: number | undefined;
  /** Where an example may have several classes: labels are then numbers of sets. */
  readonly sets?: LabelSets | undefined;
}

/**
 * Bounds of the 95 % interval of a metric.
 *
 * @param prediction - Without probabilities (an empty array) for metrics of labels alone, such as `macroF1`.
 * @param gold - `[n]`, class indices.
 * @throws RangeError for no examples, or fewer than one sample.
 */
export function bootstrapInterval(
  metric: Metric,
  prediction: Prediction,
  gold: Int32Array,
  numClasses: number,
  options: BootstrapOptions = {},
): readonly [number, number] {
  return interval(gold, numClasses, options, (sample) =>
    measure(metric, sample(prediction), sample.gold, numClasses, options.sets),
  );
}

/** The same of the first prediction's score minus the second's: both are scored on the same samples. */
export function pairedBootstrap(
  metric: Metric,
  first: Prediction,
  second: Prediction,
  gold: Int32Array,
  numClasses: number,
  options: BootstrapOptions = {},
): readonly [number, number] {
  return interval(gold, numClasses, options, (sample) => {
    const [own, other] = [first, second].map((given) =>
      measure(metric, sample(given), sample.gold, numClasses, options.sets),
    );
    return own! - other!;
  });
}

/** The chosen examples of a prediction, and their labels. */
interface Sample {
  (prediction: Prediction): Prediction;
  readonly gold: Int32Array;
}

function interval(
  gold: Int32Array,
  numClasses: number,
  { numSamples = 1000, seed = 1 }: BootstrapOptions,
  score: (sample: Sample) => number,
): readonly [number, number] {
  const n = gold.length;
  if (n === 0) throw new RangeError("bootstrap: expected at least one example, got none");
  if (!(numSamples >= 1)) throw new RangeError(`bootstrap: expected numSamples of at least 1, got ${numSamples}`);
  const random = uniform(seed);
  const scores = Array.from({ length: numSamples }, () => {
    const chosen = Int32Array.from({ length: n }, () => Math.floor(random() * n));
    const pick = ({ probs, labels }: Prediction): Prediction => ({
      // Labels alone may be all that is known.
      probs: Float32Array.from({ length: Math.min(probs.length, n * numClasses) }, (_, k) => {
        const row = Math.floor(k / numClasses);
        return probs[chosen[row]! * numClasses + (k - row * numClasses)]!;
      }),
      labels: chosen.map((row) => labels[row]!),
    });
    return score(Object.assign(pick, { gold: chosen.map((row) => gold[row]!) }));
  }).sort((a, b) => a - b);
  return [quantile(scores, 0.025), quantile(scores, 0.975)];
}

/** Between neighbours in proportion, as NumPy has it. @param sorted - Ascending. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const next = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return sorted[below]! + (place - below) * (next - sorted[below]!);
}
