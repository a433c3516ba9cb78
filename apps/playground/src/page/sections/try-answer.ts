// The answer to a text: classes with their probabilities, and the text with its words coloured.

import type { ClassProbability, Explained, MovedWord, Reasons } from "../../protocol.ts";
import { percent, signed } from "../../words.ts";
import { h } from "../dom.ts";
import { bar, details, table } from "../table.ts";

/** Classes that are shown at once. */
const MAX_CLASSES = 8;
/** Weaker words are not marked. */
const NUM_STRENGTHS = 3;
/** Logits: where no word moves more, none is shown as strong. */
const MIN_STRONGEST = 1;
/** Words named one by one. */
const MAX_WORDS = 30;

/** @param onClass - Another class is to be explained. */
export function showAnswer({ classes, explanation }: Explained, onClass: (name: string) => void): HTMLElement {
  if (!explanation) return h("div", {});
  const item = (ofClass: ClassProbability): HTMLElement => classItem(ofClass, explanation.label, onClass);
  const more = classes.slice(MAX_CLASSES);
  const others = details(`${more.length} less probable`, h("ul", { class: "bars classes" }, more.map(item)));
  others.open = more.some(({ name }) => name === explanation.label);
  return h(
    "div",
    { class: "answer" },
    h("h3", {}, "Classes"),
    h("p", { class: "soft" }, "Choose a class to see which words speak for it."),
    h("ul", { class: "bars classes" }, classes.slice(0, MAX_CLASSES).map(item)),
    more.length > 0 && others,
    h("h3", { dir: "auto" }, `Words that moved the answer to “${explanation.label}”`),
    legend(),
    movedWords(explanation),
    details("Numbers", wordTable(explanation)),
  );
}

function classItem(
  { name, probability, isGiven }: ClassProbability,
  explained: string,
  onClass: (name: string) => void,
): HTMLElement {
  return h(
    "li",
    { class: isGiven && "given" },
    h(
      "button",
      {
        type: "button",
        class: "name",
        dir: "auto",
        "aria-pressed": String(name === explained),
        click: () => onClass(name),
      },
      h("span", { class: "clip", title: name }, name),
    ),
    bar(probability),
    h("span", { class: "n", "data-probability": probability }, percent(probability)),
  );
}

function legend(): HTMLElement {
  return h(
    "p",
    {},
    h("mark", { class: "for w3" }, "Towards"),
    " the class (solid line), or ",
    h("mark", { class: "against w3" }, "away"),
    " from it (dashed line); the more, the stronger and bolder.",
  );
}

/** A marked word shows its number where a pointer rests on it, or when it has the focus. */
function movedWords({ words }: Reasons): HTMLElement {
  const strongest = words.reduce((most, { effect }) => Math.max(most, Math.abs(effect)), MIN_STRONGEST);
  const pieces = words.flatMap(({ word, space, effect }) => {
    const strength = Math.min(NUM_STRENGTHS, Math.floor(((NUM_STRENGTHS + 1) * Math.abs(effect)) / strongest));
    if (!(strength > 0)) return [word, space];
    const kind = effect > 0 ? "for" : "against";
    return [h("mark", { class: `${kind} w${strength}`, tabindex: 0, "data-effect": signed(effect) }, word), space];
  });
  return h("p", { class: "words", dir: "auto" }, pieces);
}

function wordTable({ words, score, base }: Reasons): HTMLElement {
  const strongest = [...words].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)).slice(0, MAX_WORDS);
  const hasBoth = words.some(({ lstm, ngrams }) => lstm !== undefined && ngrams !== undefined);
  const shares = ({ lstm, ngrams }: MovedWord): string[] => (hasBoth ? [signed(lstm ?? 0), signed(ngrams ?? 0)] : []);
  return h(
    "div",
    {},
    h(
      "p",
      { class: "soft" },
      `In logits. The score is ${signed(score)}${base === undefined ? "" : `, ${signed(base)} without any word`}.`,
      words.length > MAX_WORDS && ` The ${MAX_WORDS} strongest of ${words.length} words.`,
    ),
    table({
      label: "What each word adds",
      header: ["word", "effect", ...(hasBoth ? ["LSTM", "n-grams"] : [])],
      rows: strongest.map((word) => [word.word, signed(word.effect), ...shares(word)]),
      isNumber: (column) => column > 0,
    }),
  );
}
