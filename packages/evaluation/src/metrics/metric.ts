// A score that adds up over batches.

import type { LabelSets } from "../label-sets.ts";
import type { Prediction } from "../prediction.ts";

/** Plain data that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A score of predictions. `Targets` is what they are compared with: by default class indices, `[n]`. */
export interface Metric<Targets = Int32Array> {
  /** In camel case, such as `macroF1`. */
  readonly name: string;
  /** Whether lower or higher is better. */
  readonly mode: "min" | "max";
  /** Whether its sums are the examples themselves: memory and a checkpoint grow with them, and its value takes a while. */
  readonly keepsExamples?: boolean;
  /** Whether texts may have several classes. Default true. */
  readonly ofSets?: boolean;
  /** @param sets - Where texts may have several classes; labels are then numbers of sets. */
  start(numClasses: number, sets?: LabelSets): Accumulator<Targets>;
}

/** Sums over the examples seen so far. */
export interface Accumulator<Targets = Int32Array> {
  add(prediction: Prediction, targets: Targets): void;
  value(): number;
  /** The sums, for a checkpoint. */
  save(): Json;
  restore(saved: Json): void;
}

/** The value of a metric on predictions that are all there. */
export function measure<Targets>(
  metric: Metric<Targets>,
  prediction: Prediction,
  targets: Targets,
  numClasses: number,
  sets?: LabelSets,
): number {
  const accumulator = metric.start(numClasses, sets);
  accumulator.add(prediction, targets);
  return accumulator.value();
}
