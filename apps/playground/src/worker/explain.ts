// What the model says of a text, and why.

import type { ExplainArgs, Explained } from "../protocol.ts";
import { keptClassifier } from "./kept.ts";

export async function explain({ text, label }: ExplainArgs): Promise<Explained> {
  const classifier = keptClassifier();
  const answers = await classifier.classify(text, { topK: classifier.classNames.length });
  const classes = answers.map(({ label, bestGuess, probability }, rank) => ({
    ...{ name: label ?? bestGuess!, probability },
    // Where a text has one class, that is the first; the others are only told of.
    isGiven: label !== null && (rank === 0 || classifier.model.thresholds !== undefined),
  }));
  if (classes.length === 0) return { classes, explanation: undefined };
  const { label: explained, score, base, words } = await classifier.explain(text, { label });
  return { classes, explanation: { label: explained, score, base, words } };
}
