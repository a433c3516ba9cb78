// Which classes were taken for which.

import type { Evaluation } from "../../evaluate-prediction.ts";
import { count, percent } from "../format.ts";
import { html, type Markup, shorten } from "../html.ts";
import { details, table } from "../table.ts";
import type { CreateSection } from "./section.ts";

/** A wider matrix fits no screen; the confusions that happened are then all there is. */
const MAX_MATRIX = 30;
const MAX_CONFUSIONS = 100;
/** Names of columns stand upright where they would be wide. */
const MAX_LYING = 6;
const NUM_SHADES = 6;

export const confusion: CreateSection = ({ evaluation, predictions: { classNames, sets } }) => {
  if (sets) return undefined;
  const list = confusionList(evaluation, classNames);
  const content =
    classNames.length > MAX_MATRIX
      ? (list ?? html`<p>No class was taken for another.</p>`)
      : html`${heatMap(evaluation, classNames)}${list && details("The most frequent confusions", list)}`;
  return { id: "confusion", title: "Confusion", content };
};

/** A table whose cells are shaded by their share of the row: right answers in one colour, wrong ones in another. */
function heatMap({ confusions, perClass }: Evaluation, classNames: readonly string[]): Markup {
  const counts = classNames.map(() => classNames.map(() => 0));
  for (const { gold, predicted, count } of confusions) counts[gold]![predicted] = count;
  const cell = (gold: number, predicted: number): Markup => {
    const share = counts[gold]![predicted]! / (perClass[gold]!.support || 1);
    // Rare mistakes are what one looks for: the root makes them visible.
    const shade = Math.ceil(NUM_SHADES * Math.sqrt(share));
    const title = `${classNames[gold]} taken for ${classNames[predicted]}: ${percent(share)}`;
    return html`<td class="${gold === predicted ? "right" : "wrong"} h${shade}" title="${title}">${count(counts[gold]![predicted]!)}</td>`;
  };
  const heading = classNames.length > MAX_LYING ? "upright" : "";
  return html`<p>Rows: gold; columns: predicted. The stronger the colour, the larger the share of its row: <span class="key right h4">right</span> <span class="key wrong h4">wrong</span></p>
<div class="scroll" role="group" aria-label="Confusion matrix" tabindex="0"><table class="heat">
<thead><tr><td></td>${classNames.map((name) => html`<th scope="col" class="${heading}"><span dir="auto">${shorten(name, 40)}</span></th>`)}</tr></thead>
<tbody>
${classNames.map((name, gold) => html`<tr><th scope="row" dir="auto">${shorten(name, 40)}</th>${classNames.map((_, predicted) => cell(gold, predicted))}</tr>`)}
</tbody>
</table></div>`;
}

/** Undefined where there are none. */
function confusionList({ confusions, perClass }: Evaluation, classNames: readonly string[]): Markup | undefined {
  const wrong = confusions.filter(({ gold, predicted }) => gold !== predicted).toSorted((a, b) => b.count - a.count);
  if (wrong.length === 0) return undefined;
  const note =
    wrong.length > MAX_CONFUSIONS
      ? html`<p>The ${MAX_CONFUSIONS} most frequent of ${count(wrong.length)}.</p>`
      : undefined;
  return html`${note}${table({
    label: "Confusions",
    header: ["rows", "of the class", "gold", "predicted"],
    rows: wrong
      .slice(0, MAX_CONFUSIONS)
      .map(({ gold, predicted, count: rows }) => [
        count(rows),
        percent(rows / perClass[gold]!.support),
        classNames[gold]!,
        classNames[predicted]!,
      ]),
    isNumber: (column) => column < 2,
  })}`;
}
