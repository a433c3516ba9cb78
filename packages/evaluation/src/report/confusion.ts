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

function confusionMatrix({ confusion }: Evaluation, classNames: readonly string[]): string {
  const counts = classNames.map((name, row) => [
    name,
    ...classNames.map((_, column) => String(confusion[row * classNames.length + column])),
  ]);
  return `<p>Rows: gold; columns: predicted.</p>\n${table(["", ...classNames], counts, (column) => column > 0)}`;
}

function confusionList({ confusion }: Evaluation, classNames: readonly string[]): string {
  const numClasses = classNames.length;
  const wrong = [...confusion.keys()].filter((k) => confusion[k]! > 0 && Math.floor(k / numClasses) !== k % numClasses);
  const rows = wrong
    .sort((a, b) => confusion[b]! - confusion[a]!)
    .slice(0, MAX_CONFUSIONS)
    .map((k) => [String(confusion[k]), classNames[Math.floor(k / numClasses)]!, classNames[k % numClasses]!]);
  return `<p>The most frequent.</p>\n${table(["rows", "gold", "predicted"], rows, (column) => column === 0)}`;
}
