// What is said of the classes of each row: one, shares of several, or a set. n = rows.

import { type Examples, type LabelShare, labelSetText, parseLabelSet, parseSoftLabel } from "@newsclf/dataset";
import { NewsclfError } from "@newsclf-internal/errors";
import type { Settings } from "../../settings/settings.ts";

/** The labels of some rows. */
export interface RowLabels {
  /** `[n]`; where classes share a row, the first of those with the largest share. */
  readonly labelNames: readonly string[];
  /** `[n]`; absent where no row is shared. */
  readonly shares?: readonly (readonly LabelShare[])[] | undefined;
  /** `[n]`, names of all classes of a row, each once; absent where every row has one class. */
  readonly sets?: readonly (readonly string[])[] | undefined;
}

/** @throws NewsclfError `DATA_SOFT_LABEL` for what are no shares. */
export function readLabels(
  { labelNames, columns }: Pick<Examples, "labelNames" | "columns">,
  { labelColumns, labelSeparator }: Pick<Settings, "labelColumns" | "labelSeparator">,
  placeOf: (row: number) => string,
): RowLabels {
  if (labelSeparator !== null) {
    const parts = (label: string): string[] => label.split(labelSeparator).filter((name) => name.trim() !== "");
    return parseLabels(
      labelNames.map((label) => (parseLabelSet(label) ? label : labelSetText(parts(label)))),
      placeOf,
    );
  }
  if (labelColumns === null) return parseLabels(labelNames, placeOf);
  const ofColumns = labelColumns.map((label) => ({ label, written: columns.get(label)! }));
  const soft = labelNames.map((_, row) => {
    const shares = ofColumns.map(({ label, written }) => ({
      label,
      probability: toShare(written[row]!, label, placeOf(row)),
    }));
    return JSON.stringify(shares);
  });
  return parseLabels(soft, placeOf);
}

/** @param labels - Names, or what `parseSoftLabel` or `parseLabelSet` reads. */
export function parseLabels(labels: readonly string[], placeOf: (row: number) => string): RowLabels {
  const sets = labels.map(parseLabelSet);
  const parsed = labels.map((label, row) => {
    try {
      return parseSoftLabel(label);
    } catch (error) {
      throw error instanceof NewsclfError ? error.at(placeOf(row)) : error;
    }
  });
  const [firstSet, firstShares] = [sets, parsed].map((found) => found.findIndex((label) => label !== undefined));
  if (firstSet! >= 0 && firstShares! >= 0) {
    const message = `shares of classes here, and a list of names at ${placeOf(firstSet!)}`;
    throw new NewsclfError("DATA_SOFT_LABEL", message, {
      place: placeOf(firstShares!),
      fix: "write one or the other everywhere",
    });
  }
  if (firstSet! >= 0) return { labelNames: labels, sets: sets.map((names, row) => names ?? [labels[row]!]) };
  if (firstShares! < 0) return { labelNames: labels };
  const shares = parsed.map((shares, row) => shares ?? [{ label: labels[row]!, probability: 1 }]);
  return {
    labelNames: shares.map(
      (ofRow) => ofRow.reduce((most, share) => (share.probability > most.probability ? share : most)).label,
    ),
    shares,
  };
}

function toShare(written: string, label: string, place: string): number {
  const share = written === "" ? Number.NaN : Number(written);
  if (share >= 0 && share <= 1) return share;
  throw new NewsclfError(
    "DATA_SOFT_LABEL",
    `${JSON.stringify(label)}: expected a share in 0..1, found ${JSON.stringify(written)}`,
    {
      place,
      fix: "give each class a number from 0 to 1",
    },
  );
}
