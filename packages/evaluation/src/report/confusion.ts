// Which classes were taken for which.

import type { Evaluation } from "../evaluate-prediction.ts";
import { table } from "./html.ts";

/** A wider matrix fits no screen; the confusions that happened are then listed. */
const MAX_MATRIX = 30;
const MAX_CONFUSIONS = 100;

export function renderConfusion(evaluation: Evaluation, classNames: readonly string[]): string {
  const render = classNames.length <= MAX_MATRIX ? confusionMatrix : confusionList;
  return render(evaluation, classNames);
}

function confusionMatrix({ confusions }: Evaluation, classNames: readonly string[]): string {
  const counts = classNames.map((name) => [name, ...classNames.map(() => "0")]);
  for (const { gold, predicted, count } of confusions) counts[gold]![1 + predicted] = String(count);
  return `<p>Rows: gold; columns: predicted.</p>\n${table(["", ...classNames], counts, (column) => column > 0)}`;
}

function confusionList({ confusions }: Evaluation, classNames: readonly string[]): string {
  const rows = confusions
    .filter(({ gold, predicted }) => gold !== predicted)
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_CONFUSIONS)
    .map(({ gold, predicted, count }) => [String(count), classNames[gold]!, classNames[predicted]!]);
  return `<p>The most frequent.</p>\n${table(["rows", "gold", "predicted"], rows, (column) => column === 0)}`;
}
