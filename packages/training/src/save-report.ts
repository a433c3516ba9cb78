// report.html: one self-contained page. No script, and every text from outside is escaped.

import { join } from "node:path";
import { type PredictionRow, type PredictionTable, rowOf, wrongExamples } from "./_prediction-table.ts";
import type { Evaluation } from "./evaluate.ts";
import type { FitResult } from "./fit.ts";
import type { EpochRecord } from "./history.ts";
import { saveText } from "./save-file.ts";

/** What the page shows. */
export interface Report {
  readonly title: string;
  /** The result in words, a paragraph each. */
  readonly verdict: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly training: Pick<FitResult, "history" | "bestEpoch">;
  readonly evaluation: Evaluation;
  /** The examples of that evaluation. */
  readonly predictions: PredictionTable;
}

/** Enough to read; errors.csv has all. */
const MAX_ERRORS = 100;
/** A wider matrix fits no screen; the confusions that happened are then listed. */
const MAX_MATRIX = 30;
const MAX_CONFUSIONS = 100;

/** Writes `report.html` to a folder; see `saveText`. */
export async function saveReport(folder: string, report: Report): Promise<void> {
  await saveText(join(folder, "report.html"), [renderReport(report)]);
}

export function renderReport({ title, verdict, settings, training, evaluation, predictions }: Report): string {
  const { history, bestEpoch } = training;
  const { labelNames } = predictions;
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
<h2>Classes</h2>
${table(
  ["class", "precision", "recall", "F1", "test rows"],
  evaluation.perClass.map(({ precision, recall, f1, support }, c) => [
    labelNames[c]!,
    ...[precision, recall, f1].map((value) => value.toFixed(3)),
    String(support),
  ]),
  (column) => column > 0,
)}
<h2>Confusion</h2>
${labelNames.length <= MAX_MATRIX ? confusionMatrix(evaluation, labelNames) : confusionList(evaluation, labelNames)}
<h2>Training</h2>
${lossCurve(history, bestEpoch)}
${table(
  ["epoch", "train loss", "train accuracy", "validation loss", "validation accuracy"],
  history.map((e) => [
    `${e.epoch}${e.epoch === bestEpoch ? " (best)" : ""}`,
    ...[e.trainLoss, e.trainAccuracy, e.validationLoss, e.validationAccuracy].map((value) => value?.toFixed(4) ?? ""),
  ]),
  () => true,
)}
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
  Object.entries(settings).map(([name, value]) => [name, JSON.stringify(value) ?? "none"]),
  () => false,
)}
</html>
`;
}

function mostConfident(rows: readonly PredictionRow[]): PredictionRow[] {
  return [...rows].sort((a, b) => b.probability - a.probability);
}

function confusionMatrix({ confusion }: Evaluation, labelNames: readonly string[]): string {
  const counts = labelNames.map((name, row) => [
    name,
    ...labelNames.map((_, column) => String(confusion[row * labelNames.length + column])),
  ]);
  return `<p>Rows: gold; columns: predicted.</p>\n${table(["", ...labelNames], counts, (column) => column > 0)}`;
}

function confusionList({ confusion }: Evaluation, labelNames: readonly string[]): string {
  const numClasses = labelNames.length;
  const wrong = [...confusion.keys()].filter((k) => confusion[k]! > 0 && Math.floor(k / numClasses) !== k % numClasses);
  const rows = wrong
    .sort((a, b) => confusion[b]! - confusion[a]!)
    .slice(0, MAX_CONFUSIONS)
    .map((k) => [String(confusion[k]), labelNames[Math.floor(k / numClasses)]!, labelNames[k % numClasses]!]);
  return `<p>The most frequent.</p>\n${table(["rows", "gold", "predicted"], rows, (column) => column === 0)}`;
}

function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  isNumber: (column: number) => boolean,
): string {
  const cells = (tag: string, values: readonly string[]): string =>
    values
      .map((value, column) => `<${tag}${isNumber(column) ? ' class="n"' : ""}>${escapeHtml(value)}</${tag}>`)
      .join("");
  return `<table><tr>${cells("th", header)}</tr>\n${rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("\n")}</table>`;
}

/** Training and validation loss over the epochs. */
function lossCurve(epochs: readonly EpochRecord[], bestEpoch: number): string {
  if (epochs.length < 2) return "";
  const [width, height, margin] = [640, 240, 36];
  const series = [
    { name: "train", color: "#3572b0", values: epochs.map(({ trainLoss }) => trainLoss) },
    { name: "validation", color: "#c2571a", values: epochs.flatMap(({ validationLoss }) => validationLoss ?? []) },
  ];
  const top = Math.max(...series.flatMap(({ values }) => values));
  const x = (i: number): number => margin + (i / (epochs.length - 1)) * (width - 2 * margin);
  const y = (loss: number): number => height - margin - (loss / top) * (height - 2 * margin);
  const lines = series.map(({ name, color, values }, k) => {
    const points = values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
    const label = `<text x="${width - margin}" y="${16 + 18 * k}" fill="${color}" text-anchor="end">${name} loss</text>`;
    return values.length === 0
      ? ""
      : `<polyline points="${points}" fill="none" stroke="${color}" stroke-width="2"/>${label}`;
  });
  const best =
    bestEpoch > 0
      ? `<line x1="${x(bestEpoch - 1)}" x2="${x(bestEpoch - 1)}" y1="${margin}" y2="${height - margin}" stroke="#888" stroke-dasharray="4"/>`
      : "";
  const axis = `<line x1="${margin}" x2="${width - margin}" y1="${y(0)}" y2="${y(0)}" stroke="#888"/>`;
  const ticks = `<text x="4" y="${y(top) + 5}" fill="#888">${top.toFixed(2)}</text><text x="4" y="${y(0) + 5}" fill="#888">0</text><text x="${x(0)}" y="${height - 14}" fill="#888">1</text><text x="${x(epochs.length - 1)}" y="${height - 14}" fill="#888" text-anchor="end">epoch ${epochs.length}</text>`;
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="loss by epoch" font-size="13">${axis}${best}${lines.join("")}${ticks}</svg>`;
}

/** For text between tags. Characters that control the direction of text, or nothing visible, are spelled out. */
function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text
    .replace(/[&<>"']/g, (char) => entities[char]!)
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (char) =>
      /\s/.test(char) ? " " : `\\u{${char.codePointAt(0)!.toString(16)}}`,
    );
}
