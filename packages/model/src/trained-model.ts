// What it takes to go from a text to the name of a class: parts whose logits are added up.

import type { LstmPart } from "./lstm/lstm-part.ts";
import type { NgramClassifier } from "./ngrams/ngram-classifier.ts";

/** At least one part; they share nothing but the classes. */
export interface TrainedModel {
  /** `[C]`, the name of each class. */
  readonly classNames: readonly string[];
  readonly lstm?: LstmPart | undefined;
  readonly ngrams?: NgramClassifier | undefined;
  /** Probability of the best class, in `(0, 1]`, below which no answer is given. Absent: every text is answered. */
  readonly abstainBelow?: number | undefined;
}
