// Why a text has its label, in words and colours.

import type { ExplainedWord, Explanation } from "@newsclf/classifier/node";
import { escapeText } from "@newsclf/dataset";

/** Words named one by one. */
const MAX_WORDS = 12;
/** Logits: where no word moves more, none is shown as strong. */
const MIN_STRONGEST = 1;
/** Of the strongest word: from here on a word is coloured, and from there on bold. */
const [COLOURED, BOLD] = [0.25, 0.6];

/** @param hasColours - Whether the text is shown with its words in colours too. */
export function describeExplanation(explanation: Explanation, hasColours: boolean): string[] {
  const { label, probability, score, base, words } = explanation;
  const strongest = words.reduce((most, { effect }) => Math.max(most, Math.abs(effect)), MIN_STRONGEST);
  const shown = words.toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect)).slice(0, MAX_WORDS);
  const more = words.length > shown.length ? [`  and ${words.length - shown.length} weaker words`] : [];
  const start = base === undefined ? "" : `, ${signed(base)} without any word`;
  return [
    `${escapeText(label)} ${probability.toFixed(4)} (score ${signed(score)}${start})`,
    ...(hasColours ? [words.map((word) => coloured(word, strongest)).join("")] : []),
    ...shown.map(describeWord),
    ...more,
  ];
}

function describeWord({ word, effect, lstm, ngrams }: ExplainedWord): string {
  const both = lstm === undefined || ngrams === undefined ? "" : `  (LSTM ${signed(lstm)}, n-grams ${signed(ngrams)})`;
  return `  ${signed(effect)}  ${escapeText(word)}${both}`;
}

/** Green towards the class, red and underlined away from it, bold where strong. */
function coloured({ word, space, effect }: ExplainedWord, strongest: number): string {
  const text = escapeText(word);
  const gap = space === "" ? "" : " ";
  const strength = Math.abs(effect) / strongest;
  if (strength < COLOURED) return text + gap;
  const codes = [...(strength >= BOLD ? ["1"] : []), ...(effect > 0 ? ["32"] : ["4", "31"])];
  return `\u001b[${codes.join(";")}m${text}\u001b[0m${gap}`;
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
