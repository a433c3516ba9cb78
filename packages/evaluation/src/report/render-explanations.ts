// Texts whose words show how they moved the answer, as one page.

import { percent } from "./format.ts";
import { html } from "./html.ts";
import { page } from "./page.ts";
import type { MovedWord } from "./report.ts";
import { movedWords, movedWordsLegend } from "./sections/moved-words.ts";

/** A text that is explained. */
export interface ExplainedText {
  /** The class that the words moved the answer to, or away from. */
  readonly label: string;
  /** Of it, in `[0, 1]`. */
  readonly probability: number;
  readonly words: readonly MovedWord[];
}

export function renderExplanations(title: string, texts: readonly ExplainedText[]): string {
  return page(
    title,
    html`<header><h1>${title}</h1></header>
<main>
${movedWordsLegend()}
${texts.map(
  ({ label, probability, words }) =>
    html`<section><h2>${label}, ${percent(probability)}</h2><p>${movedWords(words)}</p></section>`,
)}
</main>`,
  );
}
