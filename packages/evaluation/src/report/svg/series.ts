// Lines and dots on a chart. A series has a colour and a way to be dashed, since colour alone does not reach everybody.

import { html, type Markup } from "../html.ts";

/** A place, and what is there. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  /** Shown where a pointer rests on it. */
  readonly title: string;
}

/** How many points a line is drawn through at most: a pixel has one. */
const MAX_POINTS = 300;
/** More dots would hide their line. */
const MAX_DOTS = 40;

/** @param series - 0, 1 or 2. */
export function line(dots: readonly Dot[], series: number): Markup {
  const points = thin(dots).map(({ x, y }) => `${x},${y}`);
  return html`<polyline class="line s${series}" points="${points.join(" ")}"/>${dots.length <= MAX_DOTS ? dots.map((dot) => circle(dot, series)) : undefined}`;
}

/** @param radius - In units of the picture. */
export function circle({ x, y, title }: Dot, series: number, radius = 3): Markup {
  return html`<circle class="dot s${series}" cx="${x}" cy="${y}" r="${radius}"><title>${title}</title></circle>`;
}

/** From the lower to the upper bound of a value. */
export function whisker(x: number, low: number, high: number, series: number): Markup {
  return html`<path class="whisker s${series}" d="M${x},${low}V${high}M${x - 4},${low}h8M${x - 4},${high}h8"/>`;
}

/** Names of series; nothing for one alone. */
export function legend(series: readonly (readonly [series: number, name: string])[]): Markup | undefined {
  if (series.length < 2) return undefined;
  const items = series.map(
    ([number, name]) =>
      html`<li><svg viewBox="0 0 28 8" aria-hidden="true"><line class="line s${number}" x1="0" x2="28" y1="4" y2="4"/></svg>${name}</li>`,
  );
  return html`<ul class="legend">${items}</ul>`;
}

function thin(dots: readonly Dot[]): readonly Dot[] {
  if (dots.length <= MAX_POINTS) return dots;
  return Array.from({ length: MAX_POINTS }, (_, k) => dots[Math.round((k * (dots.length - 1)) / (MAX_POINTS - 1))]!);
}
