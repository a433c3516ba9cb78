// report.html: one self-contained page. No script, and every text from outside is escaped.

import type { EpochRecord, Evaluation, Prediction } from "@newsclf/training";

/** A row that was labelled wrong. */
export interface LabelError {
  readonly text: string;
  readonly gold: string;
  readonly predicted: string;
  /** Of the predicted label, in `[0, 1]`. */
  readonly probability: number;
}

export interface ReportContent {
  readonly title: string;
  readonly verdict: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly epochs: readonly EpochRecord[];
  readonly bestEpoch: number;
  readonly evaluation: Evaluation;
  readonly labels: readonly string[];
  /** Most confident first. */
  readonly errors: readonly LabelError[];
}

const MAX_ERRORS = 100;

export function renderReport(content: ReportContent): string {
  const { title, verdict, settings, epochs, bestEpoch, evaluation, labels, errors } = content;
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2530;background:#fff}
table{border-collapse:collapse;margin:.5rem 0 2rem;display:block;overflow-x:auto}
th,td{padding:.25rem .7rem;border-bottom:1px solid #d8dee6;text-align:left;vertical-align:top}
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
    labels[c]!,
    ...[precision, recall, f1].map((value) => value.toFixed(3)),
    String(support),
  ]),
)}
<h2>Confusion</h2>
<p>Rows: gold; columns: predicted.</p>
${table(
  ["", ...labels],
  labels.map((name, row) => [name, ...labels.map((_, c) => String(evaluation.confusion[row * labels.length + c]))]),
)}
<h2>Training</h2>
${lossCurve(epochs, bestEpoch)}
${table(
  ["epoch", "train loss", "train accuracy", "validation loss", "validation accuracy"],
  epochs.map((e) => [
    `${e.epoch}${e.epoch === bestEpoch ? " (best)" : ""}`,
    ...[e.trainLoss, e.trainAccuracy, e.validationLoss, e.validationAccuracy].map((value) => value?.toFixed(4) ?? ""),
  ]),
)}
<h2>Errors</h2>
<p>${errors.length} test rows were labelled wrong${errors.length > MAX_ERRORS ? `; the ${MAX_ERRORS} most confident` : ""}. All are in errors.csv.</p>
${table(
  ["text", "gold", "predicted", "probability"],
  errors
    .slice(0, MAX_ERRORS)
    .map(({ text, gold, predicted, probability }) => [text.slice(0, 200), gold, predicted, probability.toFixed(3)]),
)}
<h2>Settings</h2>
${table(
  ["setting", "value"],
  Object.entries(settings).map(([name, value]) => [name, JSON.stringify(value) ?? "none"]),
)}
</html>
`;
}

/** The wrong predictions, most confident first. */
export function confidentErrors(
  texts: readonly string[],
  gold: Int32Array,
  { labels, probs }: Prediction,
  names: readonly string[],
): LabelError[] {
  return texts
    .flatMap((text, i) => {
      const predicted = labels[i]!;
      if (predicted === gold[i]) return [];
      const probability = probs[i * names.length + predicted]!;
      return [{ text, gold: names[gold[i]!]!, predicted: names[predicted]!, probability }];
    })
    .sort((a, b) => b.probability - a.probability);
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, values: readonly string[]): string =>
    values
      .map((value) => `<${tag}${/^[\d.]+$/.test(value) ? ' class="n"' : ""}>${escapeHtml(value)}</${tag}>`)
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

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (char) => entities[char]!);
}
