// The result of a run as one self-contained page. No script, and every text from outside is escaped.

import type { Evaluation } from "../evaluate-prediction.ts";
import { type PredictionRow, type PredictionTable, rowOf, wrongExamples } from "../tables/prediction-table.ts";
import { renderConfusion } from "./confusion.ts";
import { type EpochScores, SCORED_SPLITS, type ScoredSplit, scoredSplits } from "./epoch-scores.ts";
import { escapeHtml, table } from "./html.ts";
import { lossCurve } from "./loss-curve.ts";

/** A result among others. */
export type Scored = Pick<Evaluation, "accuracy" | "accuracyInterval" | "macroF1" | "loss">;

/** What the page shows. */
export interface Report {
  readonly title: string;
  /** The result in words, a paragraph each. */
  readonly verdict: readonly string[];
  /** How others do on the same examples, each with its name; the model itself is one of them. */
  readonly comparison?: readonly (readonly [name: string, Scored])[] | undefined;
  readonly settings: Readonly<Record<string, unknown>>;
  /** `isBest`: whether the model has the weights of the best epoch. */
  readonly training: {
    readonly history: readonly EpochScores[];
    readonly bestEpoch: number;
    readonly isBest: boolean;
  };
  readonly evaluation: Evaluation;
  /** The examples of that evaluation. */
  readonly predictions: PredictionTable;
}

/** Enough to read; errors.csv has all. */
const MAX_ERRORS = 100;

export function renderReport({
  title,
  verdict,
  comparison = [],
  settings,
  training,
  evaluation,
  predictions,
}: Report): string {
  const { history } = training;
  const bestEpoch = training.isBest ? training.bestEpoch : undefined;
  const { classNames } = predictions;
  const errors = mostConfident(wrongExamples(predictions).map((i) => rowOf(predictions, i)));
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2530;background:#fff}
table{border-collapse:collapse;margin:.5rem 0 2rem;display:block;overflow-x:auto}
th,td{padding:.25rem .7rem;border-bottom:1px solid #d8dee6;text-align:left;vertical-align:top;max-width:24rem;overflow-wrap:break-word}
th{min-width:3rem}
.n{text-align:right;font-variant-numeric:tabular-nums}
svg{width:100%;height:auto;max-width:40rem}
@media(prefers-color-scheme:dark){body{color:#e3e8ee;background:#14181d}th,td{border-color:#38424d}}
</style>
<h1>${escapeHtml(title)}</h1>
${verdict.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n")}
${comparisonTable(comparison)}
<h2>Classes</h2>
${table(
  ["class", "precision", "recall", "F1", "test rows"],
  evaluation.perClass.map(({ precision, recall, f1, support }, c) => [
    classNames[c]!,
    ...[precision, recall, f1].map((value) => value.toFixed(3)),
    String(support),
  ]),
  (column) => column > 0,
)}
<h2>Confusion</h2>
${renderConfusion(evaluation, classNames)}
<h2>Training</h2>
${lossCurve(history, bestEpoch)}
${epochTable(history, bestEpoch)}
<h2>Errors</h2>
<p>${errors.length} test rows were labelled wrong${errors.length > MAX_ERRORS ? `; the ${MAX_ERRORS} most confident` : ""}. All are in errors.csv.</p>
${table(
  ["probability", "gold", "predicted", predictions.textColumn],
  errors
    .slice(0, MAX_ERRORS)
    .map(({ text, gold, predicted, probability }) => [probability.toFixed(3), gold, predicted, text.slice(0, 200)]),
  (column) => column === 0,
)}
<h2>Settings</h2>
${table(
  ["setting", "value"],
  Object.entries(settings).map(([name, value]) => [
    name,
    value === null || value === undefined ? "none" : JSON.stringify(value),
  ]),
  () => false,
)}
</html>
`;
}

function comparisonTable(comparison: NonNullable<Report["comparison"]>): string {
  if (comparison.length === 0) return "";
  const percent = (fraction: number): string => (100 * fraction).toFixed(1);
  const rows = comparison.map(([name, { accuracy, accuracyInterval, macroF1, loss }]) => [
    ...[name, percent(accuracy), accuracyInterval.map(percent).join(" to ")],
    ...[macroF1.toFixed(3), loss.toFixed(4)],
  ]);
  return table(["on the test rows", "accuracy, %", "95 % interval", "macro F1", "loss"], rows, (column) => column > 0);
}

function epochTable(history: readonly EpochScores[], bestEpoch: number | undefined): string {
  // An epoch may lack what others were scored on.
  const first = new Map(history.toReversed().flatMap(scoredSplits));
  const splits = (Object.keys(SCORED_SPLITS) as ScoredSplit[]).filter((split) => first.has(split));
  const columns = splits.flatMap((split) => Object.keys(first.get(split)!).map((metric) => ({ split, metric })));
  const header = ["epoch", ...columns.map(({ split, metric }) => `${SCORED_SPLITS[split]} ${metric}`)];
  const rows = history.map((epoch) => [
    `${epoch.epoch}${epoch.epoch === bestEpoch ? " (best)" : ""}`,
    ...columns.map(({ split, metric }) => epoch[split]?.[metric]?.toFixed(4) ?? ""),
  ]);
  return table(header, rows, () => true);
}

function mostConfident(rows: readonly PredictionRow[]): PredictionRow[] {
  return [...rows].sort((a, b) => b.probability - a.probability);
}
