// How well each class is found.

import type { ClassScores } from "../../metrics/class-scores.ts";
import { count, fixed } from "../format.ts";
import { type Content, html, type Markup } from "../html.ts";
import { bar, table } from "../table.ts";
import type { CreateSection } from "./section.ts";

/** More classes are shown as those that matter most. */
const MAX_CLASSES = 40;

interface NamedScores extends ClassScores {
  readonly name: string;
}

export const classes: CreateSection = ({ evaluation, predictions: { classNames } }) => {
  const scores = evaluation.perClass.map((scores, c) => ({ ...scores, name: classNames[c]! }));
  const content =
    scores.length <= MAX_CLASSES ? classTable("Scores of each class", scores) : mostTelling(scores, MAX_CLASSES / 2);
  return { id: "classes", title: "Classes", content };
};

function mostTelling(scores: readonly NamedScores[], size: number): Markup {
  const tested = scores.filter(({ support }) => support > 0);
  const frequent = tested.toSorted((a, b) => b.support - a.support).slice(0, size);
  const worst = tested.toSorted((a, b) => a.f1 - b.f1 || b.support - a.support).slice(0, size);
  return html`<p>${count(scores.length)} classes, ${count(tested.length)} of them with test rows.</p>
<h3>The most frequent</h3>
${classTable("Scores of the most frequent classes", frequent)}
<h3>The lowest F1</h3>
${classTable("Scores of the classes with the lowest F1", worst)}`;
}

function classTable(label: string, scores: readonly NamedScores[]): Markup {
  const most = Math.max(...scores.map(({ support }) => support));
  const withBar = (value: number): Content => html`${fixed(value, 3)}${bar(value)}`;
  return table({
    label,
    header: ["class", "precision", "recall", "F1", "test rows"],
    rows: scores.map(({ name, precision, recall, f1, support }) => [
      ...[name, ...[precision, recall, f1].map(withBar)],
      html`${count(support)}${bar(support / most)}`,
    ]),
    isNumber: (column) => column > 0,
  });
}
