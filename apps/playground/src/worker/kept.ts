// What the worker keeps from one call to the next.

import type { Classifier } from "@newsclf/classifier";
import { NewsclfError } from "@newsclf/classifier";
import type { Examples } from "@newsclf/dataset";

let examples: Examples | undefined;
let classifier: Classifier | undefined;

export function keepExamples(read: Examples | undefined): void {
  examples = read;
}

/** @throws NewsclfError `CONFIG` where nothing was read. */
export function keptExamples(): Examples {
  if (examples) return examples;
  throw new NewsclfError("CONFIG", "there are no texts to train on", { fix: "choose a file, or take the sample" });
}

/** The one before is given up. */
export function keepClassifier(made: Classifier): void {
  classifier?.dispose();
  classifier = made;
}

/** @throws NewsclfError `CONFIG` where there is no model. */
export function keptClassifier(): Classifier {
  if (classifier) return classifier;
  throw new NewsclfError("CONFIG", "there is no model yet", { fix: "train one, or open one" });
}
