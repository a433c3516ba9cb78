// Tables that scroll inside themselves where a screen is narrow, and bars beside their numbers.

import { type Child, h, svg } from "./dom.ts";

export interface Table {
  /** What it is, for those who do not see it among the words around it. */
  readonly label: string;
  readonly header: readonly string[];
  /** A first column without numbers names the rows. */
  readonly rows: readonly (readonly Child[])[];
  /** Whether a column holds numbers. */
  readonly isNumber: (column: number) => boolean;
}

export function table({ label, header, rows, isNumber }: Table): HTMLElement {
  // A text runs as its first letter does.
  const cell = (content: Child, column: number): HTMLElement => {
    if (isNumber(column)) return h("td", { class: "n" }, content);
    return column === 0 ? h("th", { scope: "row", dir: "auto" }, content) : h("td", { dir: "auto" }, content);
  };
  const head = header.map((name, column) => h("th", { scope: "col", class: isNumber(column) && "n" }, name));
  return scroller(
    label,
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, head)),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map(cell)))),
    ),
  );
}

/** Reached by keyboard, so that it can be scrolled by it. */
export function scroller(label: string, content: HTMLElement): HTMLElement {
  return h("div", { class: "scroll", role: "group", "aria-label": label, tabindex: 0 }, content);
}

/** Behind a line that opens it. */
export function details(summary: string, ...content: readonly Child[]): HTMLDetailsElement {
  return h("details", {}, h("summary", {}, summary), content);
}

/** A bar as long as a fraction, beside its number. */
export function bar(fraction: number): SVGElement {
  const width = Math.round(1000 * Math.min(1, Math.max(0, fraction))) / 10;
  return svg(
    "svg",
    { class: "bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "track", width: 100, height: 4 }),
    svg("rect", { class: "fill", width, height: 4 }),
  );
}
