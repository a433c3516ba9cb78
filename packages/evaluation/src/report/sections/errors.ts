// Where the model was wrong and sure of it.

import { confidentErrors, rowOf, wrongExamples } from "../../tables/prediction-table.ts";
import { count, fixed } from "../format.ts";
import { type Content, html, type Markup, shorten } from "../html.ts";
import type { MovedWord, Report } from "../report.ts";
import { table } from "../table.ts";
import { movedWords, movedWordsLegend } from "./moved-words.ts";
import type { CreateSection } from "./section.ts";

const MAX_CHARACTERS = 300;

export const errors: CreateSection = (report) => {
  const { predictions, movedBy, movedTo } = report;
  const shown = confidentErrors(predictions);
  const all = wrongExamples(predictions).length;
  const content = html`<p>${count(all)} of ${count(predictions.gold.length)} test rows ${all === 1 ? "was" : "were"} labelled wrong${all > shown.length ? `; the ${shown.length} most confident` : ""}. All are in errors.csv.</p>
${movedBy && shown.some((i) => movedBy.has(i)) ? html`${movedWordsLegend()}<p>${movedTo ? "The class that the words are about stands before them; what each adds was found by integrated gradients." : "Measured by leaving each word out: how far the log-odds of the predicted class then fall."}</p>` : undefined}
${shown.length > 0 ? errorTable(shown, report) : undefined}`;
  return { id: "errors", title: "Errors", content };
};

function errorTable(shown: readonly number[], { predictions, movedBy, movedTo }: Report): Markup {
  return table({
    label: "The most confident errors",
    header: ["probability", "gold", "predicted", predictions.textColumn],
    rows: shown.map((i) => {
      const { text, gold, predicted, probability } = rowOf(predictions, i);
      return [fixed(probability, 3), gold, predicted, describe(text, movedBy?.get(i), movedTo?.get(i))];
    }),
    isNumber: (column) => column === 0,
  });
}

/** A title stands above the text whose words are known. */
function describe(text: string, words: readonly MovedWord[] | undefined, label: string | undefined): Content {
  if (!words || words.length === 0) return shorten(text, MAX_CHARACTERS);
  const start = words.map(({ word }) => word).join("");
  const isText = text.trimStart().startsWith(start.trimEnd());
  // White space is followed by words that were not looked at.
  const rest = /\s$/.test(start) || (isText && text.trim().length > start.length) ? "…" : "";
  const about = label === undefined ? undefined : html`<span class="name">${label}: </span>`;
  return html`${isText ? undefined : html`<p class="name">${shorten(text, MAX_CHARACTERS)}</p>`}${about}${movedWords(words)}${rest}`;
}
