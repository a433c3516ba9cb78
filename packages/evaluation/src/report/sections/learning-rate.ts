// The loss at rising learning rates, and the rate that follows from it.

import { fixed } from "../format.ts";
import { html } from "../html.ts";
import { chart, marker } from "../svg/chart.ts";
import { line } from "../svg/series.ts";
import type { CreateSection } from "./section.ts";

/** Losses beyond so many times the first would flatten the rest of the curve. */
const MAX_RISE = 2;

export const learningRate: CreateSection = ({ learningRateSearch }) => {
  if (!learningRateSearch || learningRateSearch.rates.length === 0) return undefined;
  const { rates, losses, suggestion } = learningRateSearch;
  const points = rates.flatMap((rate, i) => {
    const loss = losses[i]!;
    return Number.isFinite(loss) && loss <= MAX_RISE * losses[0]! ? [{ rate, loss }] : [];
  });
  const found = suggestion === null ? "none was found" : `chosen: ${Number(suggestion.toPrecision(3))}`;
  const shown = points.map(({ loss }) => loss);
  const content = html`<p>In a sweep of ${rates.length} steps, ${found}.</p>
<figure>${chart({
    label: `Loss by learning rate; ${found}`,
    x: {
      title: "learning rate",
      domain: [Math.min(...rates), Math.max(...rates)],
      kind: "log",
      format: (value) => value.toExponential(0).replace("e-", "e−").replace("e+", "e"),
    },
    y: { title: "loss", domain: [Math.min(...shown), Math.max(...shown)] },
    draw: (x, y) => [
      ...(suggestion === null ? [] : [marker(x(suggestion), "chosen")]),
      line(
        points.map(({ rate, loss }) => ({
          ...{ x: x(rate), y: y(loss) },
          title: `learning rate ${rate.toPrecision(3)}: loss ${fixed(loss, 4)}`,
        })),
        0,
      ),
    ],
  })}</figure>`;
  return { id: "learning-rate", title: "Learning rate", content };
};
