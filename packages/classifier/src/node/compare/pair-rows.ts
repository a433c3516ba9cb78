// The test texts that two runs have in common, and what each says of them. m = texts in common.

import { createLabelMap } from "@newsclf/dataset";
import type { PredictedTexts } from "../run-folder/read-run.ts";

export interface PairedRows {
  /** Classes that either run knows of. */
  readonly numClasses: number;
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
  const names = new Set([first, second].flatMap(({ gold, predicted }) => [...gold, ...predicted]));
  const { idOf, classNames } = createLabelMap([...names].sort());
  const pick = (labels: readonly string[], side: 0 | 1): Int32Array =>
    Int32Array.from(rows, (pair) => idOf(labels[pair[side]]!));
  return {
    ...{ numClasses: classNames.length, isSame, gold: pick(first.gold, 0) },
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
