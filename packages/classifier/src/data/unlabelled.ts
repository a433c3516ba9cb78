// Texts without labels, apart from those that have one.

import { findCopies, type Splits } from "@newsclf/dataset";
import type { Unlabelled } from "./rows.ts";

/**
 * Each text once, and none that is among the labelled ones: those of validation and test must stay unseen, those of train are
 * there already.
 */
export function withoutLabelled(texts: readonly string[], labelled: readonly string[], splits: Splits): Unlabelled {
  const firstOf = findCopies([...labelled, ...texts]).subarray(labelled.length);
  const measured = new Set<number>();
  const labelledFirst = findCopies(labelled);
  for (const row of [...splits.validation, ...splits.test]) measured.add(labelledFirst[row]!);
  return {
    texts: texts.filter((_, i) => firstOf[i] === labelled.length + i),
    numGiven: texts.length,
    numMeasured: firstOf.reduce((sum, first) => sum + (measured.has(first) ? 1 : 0), 0),
  };
}
