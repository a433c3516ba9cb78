// How the loss went, as a picture.

import { type EpochScores, SCORED_SPLITS, type ScoredSplit } from "./epoch-scores.ts";

const COLORS: Readonly<Record<ScoredSplit, string>> = {
  train: "#3572b0",
  validation: "#c2571a",
  outOfFold: "#4a8f3c",
};

/** The loss of each split over the epochs. */
export function lossCurve(epochs: readonly EpochScores[], bestEpoch: number | undefined): string {
  if (epochs.length < 2) return "";
  const [width, height, margin] = [640, 240, 36];
  const series = (Object.keys(COLORS) as ScoredSplit[])
    .map((split) => ({
      ...{ name: SCORED_SPLITS[split], color: COLORS[split] },
      values: epochs.flatMap((epoch) => epoch[split]?.loss ?? []),
    }))
    .filter(({ values }) => values.length > 0);
  const top = Math.max(...series.flatMap(({ values }) => values));
  const x = (i: number): number => margin + (i / (epochs.length - 1)) * (width - 2 * margin);
  const y = (loss: number): number => height - margin - (loss / top) * (height - 2 * margin);
  const lines = series.map(({ name, color, values }, k) => {
    const points = values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
    const label = `<text x="${width - margin}" y="${16 + 18 * k}" fill="${color}" text-anchor="end">${name} loss</text>`;
    return `<polyline points="${points}" fill="none" stroke="${color}" stroke-width="2"/>${label}`;
  });
  const best =
    bestEpoch !== undefined
      ? `<line x1="${x(bestEpoch - 1)}" x2="${x(bestEpoch - 1)}" y1="${margin}" y2="${height - margin}" stroke="#888" stroke-dasharray="4"/>`
      : "";
  const axis = `<line x1="${margin}" x2="${width - margin}" y1="${y(0)}" y2="${y(0)}" stroke="#888"/>`;
  const ticks = `<text x="4" y="${y(top) + 5}" fill="#888">${top.toFixed(2)}</text><text x="4" y="${y(0) + 5}" fill="#888">0</text><text x="${x(0)}" y="${height - 14}" fill="#888">1</text><text x="${x(epochs.length - 1)}" y="${height - 14}" fill="#888" text-anchor="end">epoch ${epochs.length}</text>`;
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="loss by epoch" font-size="13">${axis}${best}${lines.join("")}${ticks}</svg>`;
}
