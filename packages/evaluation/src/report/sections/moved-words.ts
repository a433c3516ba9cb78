// A text whose words show how they moved the answer.

import { fixed } from "../format.ts";
import { html, type Markup, shorten } from "../html.ts";
import type { MovedWord } from "../report.ts";

/** Weaker words are not marked. */
const NUM_STRENGTHS = 3;
/** Of a word. */
const MAX_CHARACTERS = 100;
/** Nats: where no word moves more, none is shown as strong. */
const MIN_STRONGEST = 1;

/** Colour and line tell the direction, its depth and the weight the strength, against the strongest word of the text. */
export function movedWords(words: readonly MovedWord[]): Markup {
  const strongest = words.reduce((most, { effect }) => Math.max(most, Math.abs(effect)), MIN_STRONGEST);
  const pieces = words.map(({ word, effect }) => {
    const strength = Math.min(NUM_STRENGTHS, Math.floor(((NUM_STRENGTHS + 1) * Math.abs(effect)) / strongest));
    const text = shorten(word.trimEnd(), MAX_CHARACTERS);
    const space = /\s$/.test(word) ? " " : "";
    if (!(strength > 0)) return html`${text}${space}`;
    return html`<mark class="${effect > 0 ? "for" : "against"} w${strength}" title="${effect > 0 ? "+" : ""}${fixed(effect, 2)}">${text}</mark>${space}`;
  });
  return html`<span class="words">${pieces}</span>`;
}

export function movedWordsLegend(): Markup {
  return html`<p>Words that moved the answer: <mark class="for w3">towards</mark> the class (solid line), or <mark class="against w3">away</mark> from it (dashed line); the more, the stronger and bolder.</p>`;
}
