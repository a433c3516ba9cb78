// The third section: how good the model is, as the command tells it.

import type { RunResult } from "../../protocol.ts";
import { count, fixed, percent } from "../../words.ts";
import { type Child, focusOn, h, replace } from "../dom.ts";
import { bar, table } from "../table.ts";
import { showConfusion } from "./confusion.ts";
import { emptyNote, section } from "./section.ts";

export interface ResultSection {
  readonly element: HTMLElement;
  show(result: RunResult): void;
  clear(): void;
}

const EMPTY = "After training: how often the model is right on texts that it has not seen, beside simpler models.";

export function createResult(): ResultSection {
  const content = h("div", {}, emptyNote(EMPTY));
  const { element, heading } = section("result", "Result", content);
  return {
    element,
    show: (result) => {
      replace(
        content,
        tiles(result),
        h(
          "div",
          { class: "verdict" },
          result.verdict.map((words) => h("p", {}, words.replaceAll(" %", "\u00a0%"))),
        ),
        h("h3", {}, "Beside others"),
        comparison(result),
        h("h3", {}, "Classes"),
        classScores(result),
        showConfusion(result),
      );
      focusOn(heading);
    },
    clear: () => replace(content, emptyNote(EMPTY)),
  };
}

function tiles({ test, isMultiLabel }: RunResult): HTMLElement {
  const { accuracy, accuracyInterval, macroF1, loss, majorityRate } = test;
  const tile = (name: string, value: string, note?: string): HTMLElement =>
    h("div", {}, h("dt", {}, name), h("dd", {}, h("strong", {}, value), note !== undefined && h("small", {}, note)));
  return h(
    "dl",
    { class: "tiles" },
    tile(isMultiLabel ? "subset accuracy" : "accuracy", percent(accuracy), interval(accuracyInterval)),
    tile("macro F1", fixed(macroF1, 3)),
    tile("loss", fixed(loss, 4)),
    tile(
      `most frequent ${isMultiLabel ? "labels" : "class"}`,
      percent(majorityRate),
      "accuracy of always answering it",
    ),
  );
}

function comparison({ others, isMultiLabel }: RunResult): HTMLElement {
  return table({
    label: "This model and others on the test rows",
    header: ["on the test rows", isMultiLabel ? "subset accuracy" : "accuracy", "95 % interval", "macro F1", "loss"],
    rows: others.map(([name, { accuracy, accuracyInterval, macroF1, loss }]) => [
      name,
      withBar(percent(accuracy), accuracy),
      interval(accuracyInterval),
      withBar(fixed(macroF1, 3), macroF1),
      fixed(loss, 4),
    ]),
    isNumber: (column) => column > 0,
  });
}

function classScores({ test: { perClass }, classNames }: RunResult): HTMLElement {
  const most = Math.max(...perClass.map(({ support }) => support));
  return table({
    label: "Scores of each class",
    header: ["class", "precision", "recall", "F1", "test rows"],
    rows: perClass.map(({ precision, recall, f1, support }, c) => [
      classNames[c]!,
      ...[precision, recall, f1].map((score) => withBar(fixed(score, 3), score)),
      withBar(count(support), support / most),
    ]),
    isNumber: (column) => column > 0,
  });
}

function withBar(words: string, fraction: number): Child {
  return [words, bar(fraction)];
}

function interval([low, high]: readonly [number, number]): string {
  return `${percent(low)} to ${percent(high)}`;
}
