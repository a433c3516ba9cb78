// A part of the page that has a heading.

import { type Child, h } from "../dom.ts";

export interface Section {
  readonly element: HTMLElement;
  readonly heading: HTMLElement;
}

export function section(id: string, title: string, ...content: readonly Child[]): Section {
  const heading = h("h2", { id: `${id}-title` }, title);
  return { element: h("section", { id, "aria-labelledby": heading.id }, heading, content), heading };
}

/** A place for what a section has only later; until then it says what that will be. */
export function emptyNote(words: string): HTMLElement {
  return h("p", { class: "empty" }, words);
}
