// Which training rows each part answers for without having seen them.

import { type Fold, splitKFoldStratified } from "@newsclf/dataset";
import { deriveSeed } from "@newsclf/kernels";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { strataOf } from "../data/labels/strata.ts";
import type { Rows } from "../data/rows.ts";
import type { Settings } from "../settings/settings.ts";

/** Logits that are kept of all that folds hold out: 64 MB a part. */
const MAX_LOGITS = 2 ** 24;

/** Folds of the training split: positions in it, not rows. */
export interface Folds {
  /** None where nothing is folded. With very many rows and classes not all that a fold does not train on is answered. */
  readonly folds: readonly Fold[];
  /** Names of the classes that have fewer different texts or groups than there are folds, so that some folds lack them. */
  readonly rareClasses: readonly string[];
}

/** @throws NewsclfError `CONFIG` for more folds than texts. */
export function makeFolds(
  rows: Rows,
  labels: Int32Array,
  { folds: k, seed, duplicates }: Pick<Settings, "folds" | "seed" | "duplicates">,
): Folds {
  if (k === null) return { folds: [], rareClasses: [] };
  const groups = groupsOf(rows, duplicates !== "keep");
  const numGroups = new Set(groups).size;
  if (numGroups < k) {
    throw new NewsclfError("CONFIG", `${k} folds need as many different training texts, and there are ${numGroups}`, {
      fix: sentence`use more rows, or choose a smaller number of ${setting("folds")}`,
    });
  }
  const step = Math.ceil((labels.length * rows.labelMap.classNames.length) / MAX_LOGITS);
  const groupsOfClass = rows.labelMap.classNames.map(() => new Set<number>());
  const { sets } = rows;
  for (const [i, label] of labels.entries()) {
    for (const c of sets?.classesOf(label) ?? [label]) groupsOfClass[c]!.add(groups[i]!);
  }
  return {
    folds: splitKFoldStratified(strataOf(labels, sets), k, deriveSeed(seed, "folds"), groups).map(
      ({ train, test }) => ({
        train,
        test: test.filter((_, i) => i % step === 0),
      }),
    ),
    rareClasses: rows.labelMap.classNames.filter((_, label) => {
      const { size } = groupsOfClass[label]!;
      return size > 0 && size < k;
    }),
  };
}

/**
 * Rows that share a group, directly or over others, have one number.
 *
 * @param byText - Whether equal texts are a group.
 */
function groupsOf({ splits, copies, groups }: Rows, byText: boolean): Int32Array {
  const { train } = splits;
  const parent = Int32Array.from(train.keys());
  const rootOf = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    return root;
  };
  const firstWith = new Map<number | string, number>();
  const join = (key: number | string, i: number): void => {
    const first = firstWith.get(key);
    if (first === undefined) firstWith.set(key, i);
    else parent[rootOf(i)] = rootOf(first);
  };
  train.forEach((row, i) => {
    if (byText) join(copies.firstOf[row]!, i);
    const group = groups[row];
    if (group !== undefined && group !== "") join(group, i);
  });
  return parent.map((_, i) => rootOf(i));
}
