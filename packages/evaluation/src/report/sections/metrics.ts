// Every metric on the test split.

import { measure } from "../../metrics/metric.ts";
import { metricsOf } from "../../metrics/metrics.ts";
import { fixed } from "../format.ts";
import { html } from "../html.ts";
import { table } from "../table.ts";
import type { CreateSection } from "./section.ts";

/** Beyond so many probabilities, metrics that sort them class by class take minutes. */
const MAX_SORTED = 2 ** 24;

export const metrics: CreateSection = ({ predictions: { prediction, gold, classNames, sets } }) => {
  const numClasses = classNames.length;
  const isSmall = gold.length * numClasses <= MAX_SORTED;
  const all = metricsOf(sets);
  const shown = all.filter(({ keepsExamples = false }) => isSmall || !keepsExamples);
  const content = table({
    label: "Metrics on the test rows",
    header: ["metric", "value", "better is"],
    rows: shown.map((metric) => [
      metric.name,
      fixed(measure(metric, prediction, gold, numClasses, sets), 4),
      metric.mode === "max" ? "higher" : "lower",
    ]),
    isNumber: (column) => column === 1,
  });
  const leftOut = all.filter((metric) => !shown.includes(metric)).map(({ name }) => name);
  const note =
    leftOut.length > 0
      ? html`<p>Left out, since so many rows and classes would take long: ${leftOut.join(", ")}.</p>`
      : undefined;
  return { id: "metrics", title: "Metrics", content: html`${content}${note}` };
};
