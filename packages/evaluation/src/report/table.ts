// Tables that scroll inside themselves where a screen is narrow.

import { type Content, html, type Markup } from "./html.ts";

export interface Table {
  /** What it is, for those who do not see it among the words around it. */
  readonly label: string;
  readonly header: readonly Content[];
  /** Texts and markup of cells. A first column without numbers names the rows. */
  readonly rows: readonly (readonly Content[])[];
  /** Whether a column holds numbers. */
  readonly isNumber: (column: number) => boolean;
}

export function table({ label, header, rows, isNumber }: Table): Markup {
  const head = header.map((name, column) =>
    isNumber(column) ? html`<th scope="col" class="n">${name}</th>` : html`<th scope="col" dir="auto">${name}</th>`,
  );
  // A text runs as its first letter does.
  const cell = (content: Content, column: number): Markup => {
    if (isNumber(column)) return html`<td class="n">${content}</td>`;
    return column === 0 ? html`<th scope="row" dir="auto">${content}</th>` : html`<td dir="auto">${content}</td>`;
  };
  return html`<div class="scroll" role="group" aria-label="${label}" tabindex="0"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}
</tbody>
</table></div>`;
}

/** Behind a line that opens it. */
export function details(summary: string, content: Markup): Markup {
  return html`<details><summary>${summary}</summary>
${content}</details>`;
}

/** A bar as long as a fraction, for a cell that has the number too. */
export function bar(fraction: number): Markup {
  const width = Math.round(1000 * Math.min(1, Math.max(0, fraction))) / 10;
  return html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="4"/><rect class="fill" width="${width}" height="4"/></svg>`;
}
