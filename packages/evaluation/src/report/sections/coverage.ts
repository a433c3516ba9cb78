// What is gained where the unsure answers are kept back.

import { type CoveragePoint, coverageCurve } from "../../calibration/coverage.ts";
import { count, percent } from "../format.ts";
import { html } from "../html.ts";
import { chart, marker } from "../svg/chart.ts";
import { line } from "../svg/series.ts";
import { details, table } from "../table.ts";
import type { CreateSection } from "./section.ts";

/** Fractions of the examples that the table shows. */
const SHOWN = [0.1, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1];
/** The accuracy of fewer jumps about; of few rows a tenth is enough. */
const MIN_ROWS = 20;

export const coverage: CreateSection = ({ predictions: { prediction, gold, classNames, sets }, abstainBelow }) => {
  if (sets) return undefined;
  const points = coverageCurve(prediction, gold, classNames.length);
  const answered =
    abstainBelow === undefined ? undefined : points.findLast(({ threshold }) => threshold >= abstainBelow);
  const telling = points.filter(({ examples }) => examples >= Math.min(MIN_ROWS, gold.length / 10));
  const threshold =
    abstainBelow === undefined
      ? undefined
      : html`<p>This model gives no answer below a confidence of ${percent(abstainBelow)}: ${describe(answered)}</p>`;
  const content = html`<p>Accuracy of the answers if only the most confident ones are given.</p>
${threshold}
<figure>
${chart({
  label: `Accuracy by coverage: ${describe(points.at(-1))}`,
  x: { title: "coverage: rows that are answered", domain: [0, 1], format: (value) => percent(value, 0) },
  y: {
    title: "accuracy of the answers",
    domain: [telling.reduce((least, { accuracy }) => Math.min(least, accuracy), 1), 1],
    format: (value, digits) => percent(value, Math.max(0, digits - 2)),
  },
  draw: (x, y) => [
    line(
      telling.map((point) => ({ x: x(point.coverage), y: y(point.accuracy), title: describe(point) })),
      0,
    ),
    ...(abstainBelow === undefined ? [] : [marker(x(answered?.coverage ?? 0), "threshold")]),
  ],
})}
${details(
  "Numbers",
  table({
    label: "Accuracy by coverage",
    header: ["coverage", "rows", "accuracy", "confidence of at least"],
    rows: thin(points).map(({ coverage, examples, accuracy, threshold }) => [
      ...[percent(coverage), count(examples), percent(accuracy), percent(threshold, 2)],
    ]),
    isNumber: () => true,
  }),
)}</figure>`;
  return { id: "coverage", title: "Coverage", content };
};

function describe(point: CoveragePoint | undefined): string {
  if (point === undefined) return "no row is answered.";
  return `${percent(point.coverage)} of the rows are answered, ${percent(point.accuracy)} of them right.`;
}

/** The first point that covers as much as each row of the table says. */
function thin(points: readonly CoveragePoint[]): CoveragePoint[] {
  return [...new Set(SHOWN.map((share) => points.find(({ coverage }) => coverage >= share - 1e-9)!))];
}
