// The labels of all rows as numbers. n = rows, C = classes.

import { buildLabelMap, type LabelMap } from "@newsclf/dataset";
import { LabelSets } from "@newsclf/evaluation";
import { NewsclfError } from "@newsclf-internal/errors";
import type { RowLabels } from "./parse-labels.ts";

/** Between the names of a row's classes, where nothing else was said. */
export const LABEL_SEPARATOR = "|";

/** What is known of the classes of the rows. */
export interface IndexedLabels {
  readonly labelMap: LabelMap;
  /** `[n]`, for people; of several classes, their names in the order of the classes. */
  readonly labelNames: readonly string[];
  /** `[n]`, class indices; with `sets`, their numbers. */
  readonly labels: Int32Array;
  /** Row-major `[n, C]`, how classes share each row; absent where no row is shared. */
  readonly shares?: Float32Array | undefined;
  /** Where rows may have several classes, or none: the sets of classes that occur. */
  readonly sets?: LabelSets | undefined;
}

/** The labels of several sources, one after another. */
export function joinLabels(sources: readonly RowLabels[]): RowLabels {
  const labelNames = sources.flatMap((source) => source.labelNames);
  const isSet = sources.some(({ sets }) => sets);
  const isShared = sources.some(({ shares }) => shares);
  if (isSet && isShared) {
    throw new NewsclfError("DATA_SOFT_LABEL", "shares of classes in one source, and lists of names in another", {
      fix: "write one or the other everywhere",
    });
  }
  const oneEach = (source: RowLabels): [string][] => source.labelNames.map((name) => [name]);
  return {
    labelNames,
    ...(isSet && { sets: sources.flatMap((source) => source.sets ?? oneEach(source)) }),
    ...(isShared && {
      shares: sources.flatMap(
        (source) => source.shares ?? source.labelNames.map((label) => [{ label, probability: 1 }]),
      ),
    }),
  };
}

/**
 * @param separator - Between the names of a row's classes.
 * @throws NewsclfError `DATA_ONE_CLASS` for fewer than two classes.
 */
export function indexLabels({ labelNames, shares, sets }: RowLabels, separator = LABEL_SEPARATOR): IndexedLabels {
  if (sets) return indexSets(sets, separator);
  const labelMap = buildLabelMap(shares ? shares.flatMap((ofRow) => ofRow.map(({ label }) => label)) : labelNames);
  const { idOf, classNames } = labelMap;
  const matrix = shares && new Float32Array(shares.length * classNames.length);
  shares?.forEach((ofRow, row) => {
    for (const { label, probability } of ofRow) matrix![row * classNames.length + idOf(label)] = probability;
  });
  return { labelMap, labelNames, labels: Int32Array.from(labelNames, idOf), shares: matrix };
}

function indexSets(ofRows: readonly (readonly string[])[], separator: string): IndexedLabels {
  const labelMap = buildLabelMap(ofRows.flat());
  const sets = new LabelSets(labelMap.classNames.length);
  const labels = Int32Array.from(ofRows, (names) => sets.idOf(names.map(labelMap.idOf).sort((a, b) => a - b)));
  const shown = sets.toList().map((classes) => Array.from(classes, (c) => labelMap.classNames[c]!).join(separator));
  return { labelMap, labelNames: Array.from(labels, (label) => shown[label]!), labels, sets };
}
