// The test texts that two runs have in common, and what each says of them. m = texts in common.

import { createLabelMap } from "@newsclf/dataset";
import { LabelSets } from "@newsclf/evaluation";
import type { PredictedTexts } from "../run-folder/read-run.ts";

export interface PairedRows {
  /** Classes that either run knows of. */
  readonly numClasses: number;
  /** Where a text may have several: labels are then numbers of sets. */
  readonly sets: LabelSets | undefined;
  /** `[m]`, class indices. */
  readonly gold: Int32Array;
  /** `[m]`, what the first run says. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Whether that is all that both have, row for row. */
  readonly isSame: boolean;
}

/** Texts are the same if they and their gold labels are; one that is there twice is so in each run. */
export function pairRows(first: PredictedTexts, second: PredictedTexts): PairedRows {
  const isSame =
    first.texts.length === second.texts.length &&
    first.texts.every((text, i) => text === second.texts[i] && first.gold[i] === second.gold[i]);
  const rows = isSame ? first.texts.map((_, i) => [i, i] as const) : matchRows(first, second);
  const namesOf = (label: string, { separator }: PredictedTexts): string[] =>
    separator === undefined ? [label] : label.split(separator).filter((name) => name !== "");
  const names = [first, second].flatMap((run) =>
    [...run.gold, ...run.predicted].flatMap((label) => namesOf(label, run)),
  );
  const { idOf, classNames } = createLabelMap([...new Set(names)].sort());
  const sets = first.separator === undefined ? undefined : new LabelSets(classNames.length);
  const pick = (labels: readonly string[], side: 0 | 1): Int32Array =>
    Int32Array.from(rows, (pair) => {
      const ids = namesOf(labels[pair[side]]!, [first, second][side]!).map(idOf);
      return sets ? sets.idOf(ids.sort((a, b) => a - b)) : ids[0]!;
    });
  return {
    ...{ numClasses: classNames.length, sets, isSame, gold: pick(first.gold, 0) },
    ...{ first: pick(first.predicted, 0), second: pick(second.predicted, 1) },
  };
}

/** In the order of the first. */
function matchRows(first: PredictedTexts, second: PredictedTexts): (readonly [number, number])[] {
  const keyOf = ({ texts, gold }: PredictedTexts, i: number): string => `${gold[i]}\n${texts[i]}`;
  const left = new Map<string, number[]>();
  // From the last, so that `pop` gives the first of equal ones.
  for (let i = second.texts.length - 1; i >= 0; i--) {
    const key = keyOf(second, i);
    const rows = left.get(key);
    if (rows) rows.push(i);
    else left.set(key, [i]);
  }
  return first.texts.flatMap((_, i) => {
    const match = left.get(keyOf(first, i))?.pop();
    return match === undefined ? [] : [[i, match] as const];
  });
}
