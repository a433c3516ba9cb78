// Texts without labels, apart from those that have one.

import { findCopies, type Splits } from "@newsclf/dataset";
import type { Unlabelled } from "./rows.ts";

/**
 * Each text once, and none that is among the labelled ones: those of validation and test must stay unseen, those of train are
 * there already.
 */
export function withoutLabelled(texts: readonly string[], labelled: readonly string[], splits: Splits): Unlabelled {
  if (texts.length === 0) return { texts, numGiven: 0, numMeasured: 0 };
  const all = findCopies([...labelled, ...texts]);
  const firstOf = all.subarray(labelled.length);
  const measured = new Set(Array.from([...splits.validation, ...splits.test], (row) => all[row]!));
  return {
    texts: texts.filter((_, i) => firstOf[i] === labelled.length + i),
    numGiven: texts.length,
    numMeasured: firstOf.reduce((sum, first) => sum + (measured.has(first) ? 1 : 0), 0),
  };
}
