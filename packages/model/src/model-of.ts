// What it takes to go from a text to the name of a class: parts whose logits are added up.

import type { OutputActivation } from "./layers/layer.ts";
import type { LstmPart } from "./lstm/lstm-part.ts";
import type { NgramClassifier } from "./ngrams/ngram-classifier.ts";

/**
 * At least one part; they share nothing but the classes.
 *
 * @typeParam Lstm - What computes the LSTM's logits.
 */
export interface ModelOf<Lstm> {
  /** `[C]`, the name of each class. */
  readonly classNames: readonly string[];
  readonly lstm?: LstmPart<Lstm> | undefined;
  readonly ngrams?: NgramClassifier | undefined;
  /** Probability of the best class, in `(0, 1]`, below which no answer is given. Absent: every text is answered. */
  readonly abstainBelow?: number | undefined;
  /** Where a text may have several classes, or none: `[C]`, the probability in `[0, 1]` from which each is given. Absent: one class a text. */
  readonly thresholds?: readonly number[] | undefined;
}

/** How the logits of a model become probabilities. */
export function outputOf({ thresholds }: Pick<ModelOf<unknown>, "thresholds">): OutputActivation {
  return thresholds ? "sigmoid" : "softmax";
}
