// The fourth section: a text, its classes, and the words that moved the answer.

import type { Explained, ModelInfo, RunResult } from "../../protocol.ts";
import type { Worked } from "../ask-worker.ts";
import { h, replace } from "../dom.ts";
import { problemBox, problemOf } from "../problem-box.ts";
import { emptyNote, section } from "./section.ts";
import { showAnswer } from "./try-answer.ts";

export interface TryingSection {
  readonly element: HTMLElement;
  /** @param texts - Some that the model has not seen. */
  show(model: ModelInfo, texts?: RunResult["texts"]): void;
  setBusy(isBusy: boolean): void;
}

export function createTrying(worker: Worked): TryingSection {
  let [texts, next]: [RunResult["texts"], number] = [[], 0];
  /** Answers that come late are not those of the text that is there. */
  let numAsked = 0;
  let asked = "";
  const text = h("textarea", { id: "text", rows: 4, dir: "auto", spellcheck: "false" });
  const classify = h("button", { type: "submit", class: "main" }, "Classify");
  const example = h("button", { type: "button", click: () => void takeExample() }, "Take a test text");
  const gold = h("p", { class: "soft", dir: "auto" });
  const answer = h("div", {});
  const status = h("p", { role: "status", class: "status" });
  const form = h(
    "form",
    {
      hidden: true,
      submit: (event) => {
        event.preventDefault();
        gold.textContent = "";
        void ask(text.value);
      },
    },
    h("label", { for: "text", class: "text-label" }, "A text"),
    text,
    h("p", { class: "buttons" }, classify, example),
    gold,
  );
  const empty = h("div", {}, emptyNote("Once there is a model: type a text, and see which class it gets and why."));
  const { element } = section("try", "Try it", empty, form, status, answer);

  const takeExample = async (): Promise<void> => {
    const { text: words, label } = texts[next++ % texts.length]!;
    text.value = words;
    gold.textContent = `Its label in the data: ${label}`;
    await ask(words);
  };
  const ask = async (words: string, label?: string): Promise<void> => {
    const question = ++numAsked;
    asked = words;
    status.textContent = "Asking the model…";
    try {
      const explained = await worker.ask("explain", { text: words, label });
      if (question !== numAsked) return;
      replace(
        answer,
        showAnswer(explained, (chosen) => void explainClass(chosen)),
      );
      status.textContent = inWords(explained);
    } catch (error) {
      if (question !== numAsked) return;
      status.textContent = "";
      replace(answer, problemBox(problemOf(error)));
    }
  };
  const explainClass = async (label: string): Promise<void> => {
    await ask(asked, label);
    // The button that was used is gone; who went on to something else stays there.
    if (document.activeElement !== document.body) return;
    answer.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  };

  return {
    element,
    show: (_model, given = []) => {
      [texts, next] = [given, 0];
      numAsked++;
      replace(answer);
      status.textContent = "";
      gold.textContent = "";
      form.hidden = false;
      empty.hidden = true;
      example.hidden = given.length === 0;
    },
    setBusy: (isBusy) => {
      for (const control of [text, classify, example]) control.disabled = isBusy;
    },
  };
}

/** For those who hear it. */
function inWords({ classes }: Explained): string {
  if (classes.length === 0) return "There is no word in this text, so it gets no class.";
  const given = classes.filter(({ isGiven }) => isGiven).map(({ name }) => name);
  return given.length === 0 ? "The model gives no class: it is too unsure." : `Answer: ${given.join(", ")}`;
}
