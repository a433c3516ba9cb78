// A part of the page that has a heading.

import { html, type Markup } from "../html.ts";
import type { Report } from "../report.ts";

export interface Section {
  /** What a link to it is called. */
  readonly id: string;
  readonly title: string;
  readonly content: Markup;
}

/** Undefined where the report has nothing of it. */
export type CreateSection = (report: Report) => Section | undefined;

export function renderSection({ id, title, content }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content}
</section>`;
}

/** Links to all of them. */
export function renderContents(sections: readonly Section[]): Markup {
  return html`<nav aria-label="Contents"><ul>
${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
</ul></nav>`;
}
