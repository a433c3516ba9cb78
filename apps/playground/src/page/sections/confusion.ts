// Which classes were taken for which, as in the report of a run.

import type { RunResult } from "../../protocol.ts";
import { count, percent } from "../../words.ts";
import { h } from "../dom.ts";
import { details, scroller, table } from "../table.ts";

/** A wider matrix fits no screen; the confusions that happened are then all there is. */
const MAX_MATRIX = 30;
const MAX_CONFUSIONS = 100;
/** Names of columns stand upright where they would be wide. */
const MAX_LYING = 6;
const NUM_SHADES = 6;

/** Undefined where a text may have several classes. */
export function showConfusion(result: RunResult): HTMLElement | undefined {
  if (result.isMultiLabel) return undefined;
  const list = confusionList(result);
  const isTooWide = result.classNames.length > MAX_MATRIX;
  return h(
    "div",
    {},
    h("h3", {}, "Confusion"),
    isTooWide
      ? (list ?? h("p", {}, "No class was taken for another."))
      : [heatMap(result), list && details("The most frequent confusions", list)],
  );
}

/** A table whose cells are shaded by their share of the row: right answers in one colour, wrong ones in another. */
function heatMap({ classNames, test: { confusions, perClass } }: RunResult): HTMLElement {
  const counts = classNames.map(() => classNames.map(() => 0));
  for (const { gold, predicted, count } of confusions) counts[gold]![predicted] = count;
  const cell = (gold: number, predicted: number): HTMLElement => {
    const share = counts[gold]![predicted]! / (perClass[gold]!.support || 1);
    // Rare mistakes are what one looks for: the root makes them visible.
    const shade = Math.ceil(NUM_SHADES * Math.sqrt(share));
    const title = `${classNames[gold]} taken for ${classNames[predicted]}: ${percent(share)}`;
    return h(
      "td",
      { class: `${gold === predicted ? "right" : "wrong"} h${shade}`, title },
      count(counts[gold]![predicted]!),
    );
  };
  const isUpright = classNames.length > MAX_LYING;
  const heading = (name: string): HTMLElement =>
    h("th", { scope: "col", class: isUpright && "upright" }, h("span", { dir: "auto" }, name));
  return h(
    "div",
    {},
    h(
      "p",
      {},
      "Rows: gold; columns: predicted. The stronger the colour, the larger the share of its row: ",
      h("span", { class: "key right h4" }, "right"),
      " ",
      h("span", { class: "key wrong h4" }, "wrong"),
    ),
    scroller(
      "Confusion matrix",
      h(
        "table",
        { class: "heat" },
        h("thead", {}, h("tr", {}, h("td", {}), classNames.map(heading))),
        h(
          "tbody",
          {},
          classNames.map((name, gold) =>
            h(
              "tr",
              {},
              h("th", { scope: "row", dir: "auto" }, name),
              classNames.map((_, predicted) => cell(gold, predicted)),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Undefined where there are none. */
function confusionList({ classNames, test: { confusions, perClass } }: RunResult): HTMLElement | undefined {
  const wrong = confusions.filter(({ gold, predicted }) => gold !== predicted).sort((a, b) => b.count - a.count);
  if (wrong.length === 0) return undefined;
  return table({
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
  });
}
