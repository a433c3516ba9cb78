// Rows that several classes share. n = rows, C = classes.

import { type Examples, type LabelMap, type LabelShare, parseSoftLabel } from "@newsclf/dataset";
import { NewsclfError } from "@newsclf-internal/errors";

/** The labels of some rows. */
export interface RowLabels {
  /** `[n]`; where classes share a row, the first of those with the largest share. */
  readonly labelNames: string[];
  /** `[n]`; absent where every row has one label. */
  readonly shares?: readonly (readonly LabelShare[])[] | undefined;
}

/**
 * @param labelColumns - Columns that hold the shares, each called after its class; null where there is a column of labels.
 * @throws NewsclfError `DATA_SOFT_LABEL` for what are no shares.
 */
export function readLabels(
  { labelNames, columns }: Pick<Examples, "labelNames" | "columns">,
  labelColumns: readonly string[] | null,
  placeOf: (row: number) => string,
): RowLabels {
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

/** @param labels - Names, or what `parseSoftLabel` reads. */
export function parseLabels(labels: string[], placeOf: (row: number) => string): RowLabels {
  const parsed = labels.map((label, row) => {
    try {
      return parseSoftLabel(label);
    } catch (error) {
      throw error instanceof NewsclfError ? error.at(placeOf(row)) : error;
    }
  });
  if (parsed.every((shares) => shares === undefined)) return { labelNames: labels };
  const shares = parsed.map((shares, row) => shares ?? [{ label: labels[row]!, probability: 1 }]);
  return {
    labelNames: shares.map(
      (ofRow) => ofRow.reduce((most, share) => (share.probability > most.probability ? share : most)).label,
    ),
    shares,
  };
}

/** Row-major `[n, C]`; undefined where every row has one label. */
export function sharesMatrix(
  shares: readonly (readonly LabelShare[])[] | undefined,
  { classNames, idOf }: LabelMap,
): Float32Array | undefined {
  if (!shares) return undefined;
  const matrix = new Float32Array(shares.length * classNames.length);
  shares.forEach((ofRow, row) => {
    for (const { label, probability } of ofRow) matrix[row * classNames.length + idOf(label)] = probability;
  });
  return matrix;
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
