// A small picture of scores by epoch. Colours are classes, which the page has for light and dark; dashes tell the lines apart for
// those who see no colours.

import { h, svg } from "./dom.ts";

/** About as wide as a phone, so that its letters are as large as those around it. */
const [WIDTH, HEIGHT] = [360, 200];
const [LEFT, RIGHT, TOP, BOTTOM] = [44, WIDTH - 14, 28, HEIGHT - 38];
const NUM_TICKS = 4;

export interface Line {
  readonly name: string;
  /** Which colour and dash: 0, 1 or 2. */
  readonly series: number;
  readonly points: readonly { readonly epoch: number; readonly score: number }[];
}

/** @param numEpochs - That there will be. */
export function chart(
  title: string,
  lines: readonly Line[],
  numEpochs: number,
  format: (score: number) => string,
): SVGElement {
  const scores = lines.flatMap(({ points }) => points.map(({ score }) => score));
  const ticks = roundTicks(Math.min(...scores), Math.max(...scores));
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const x = (epoch: number): number => LEFT + ((epoch - 1) / Math.max(1, numEpochs - 1)) * (RIGHT - LEFT);
  const y = (score: number): number => BOTTOM - ((score - low) / (high - low)) * (BOTTOM - TOP);
  const last = lines.map(({ name, points }) => `${name} ${format(points.at(-1)!.score)}`);
  const step = Math.max(1, Math.ceil(numEpochs / 6));
  const epochs = Array.from({ length: Math.ceil(numEpochs / step) }, (_, i) => 1 + i * step);
  return svg(
    "svg",
    {
      class: "chart",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: "img",
      "aria-label": `${title} by epoch; so far: ${last.join(", ")}`,
    },
    svg("text", { class: "title", x: 4, y: 14 }, title),
    svg("text", { class: "title", x: RIGHT, y: HEIGHT - 4, "text-anchor": "end" }, "epoch"),
    ticks.map((tick) => [
      svg("line", { class: "grid", x1: LEFT, x2: RIGHT, y1: y(tick), y2: y(tick) }),
      svg("text", { x: LEFT - 6, y: y(tick) + 4, "text-anchor": "end" }, format(tick)),
    ]),
    epochs.map((epoch) => svg("text", { x: x(epoch), y: BOTTOM + 16, "text-anchor": "middle" }, epoch)),
    lines.map(({ name, series, points }) => [
      svg("polyline", {
        class: `line s${series}`,
        points: points.map(({ epoch, score }) => `${x(epoch)},${y(score)}`).join(" "),
      }),
      points.map(({ epoch, score }) =>
        svg(
          "circle",
          { class: `dot s${series}`, cx: x(epoch), cy: y(score), r: 3 },
          svg("title", {}, `epoch ${epoch}: ${name} ${title} ${format(score)}`),
        ),
      ),
    ]),
  );
}

export function legend(lines: readonly Pick<Line, "name" | "series">[]): HTMLElement {
  const items = lines.map(({ name, series }) =>
    h(
      "li",
      {},
      svg(
        "svg",
        { viewBox: "0 0 28 8", "aria-hidden": "true" },
        svg("line", { class: `line s${series}`, x1: 0, x2: 28, y1: 4, y2: 4 }),
      ),
      name,
    ),
  );
  return h("ul", { class: "legend" }, items);
}

/** Round values, the first below and the last above all. */
function roundTicks(low: number, high: number): number[] {
  const range = high - low || Math.abs(high) / 10 || 1;
  const power = 10 ** Math.floor(Math.log10(range / NUM_TICKS));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= range / NUM_TICKS) ?? 10);
  const first = Math.floor(low / step + 1e-6);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-6));
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
}
