// One picture: axes, a grid, and what is drawn on them. Colours are classes, which the page has for light and dark.

import { html, type Markup } from "../html.ts";
import { type Axis, createScale, type Scale } from "./scale.ts";

/** About as wide as a phone, so that its letters are as large as those around it. */
const [WIDTH, HEIGHT] = [360, 220];
const [LEFT, RIGHT, TOP, BOTTOM] = [44, WIDTH - 14, 28, HEIGHT - 38];

export interface Chart {
  /** What the picture says, for those who do not see it. */
  readonly label: string;
  readonly x: Axis;
  readonly y: Axis;
  /** Draws between the axes. */
  readonly draw: (x: Scale, y: Scale) => readonly Markup[];
}

export function chart({ label, x, y, draw }: Chart): Markup {
  const [xScale, yScale] = [createScale(x, [LEFT, RIGHT], 6), createScale(y, [BOTTOM, TOP], 5)];
  const columns = xScale.ticks.map(
    ({ place, label }) => html`<text x="${place}" y="${BOTTOM + 16}" text-anchor="middle">${label}</text>`,
  );
  const lines = yScale.ticks.map(
    ({ place, label }) =>
      html`<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${place}" y2="${place}"/><text x="${LEFT - 6}" y="${place + 4}" text-anchor="end">${label}</text>`,
  );
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
<text class="title" x="${4}" y="14">${y.title}</text>
<text class="title" x="${RIGHT}" y="${HEIGHT - 4}" text-anchor="end">${x.title}</text>
${lines}
${columns}
${draw(xScale, yScale)}
</svg>`;
}

/** A dashed line across the picture, with a word at its head. */
export function marker(place: number, word: string): Markup {
  const isRight = place > (LEFT + RIGHT) / 2;
  return html`<line class="marker" x1="${place}" x2="${place}" y1="${TOP - 6}" y2="${BOTTOM}"/><text x="${place + (isRight ? -4 : 4)}" y="${TOP + 2}" text-anchor="${isRight ? "end" : "start"}">${word}</text>`;
}
