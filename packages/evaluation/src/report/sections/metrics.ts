// Every metric on the test split.

import { measureAll, metricsOf } from "../../metrics/metrics.ts";
import { fixed } from "../format.ts";
import { html } from "../html.ts";
import { table } from "../table.ts";
import type { CreateSection } from "./section.ts";

export const metrics: CreateSection = ({ predictions: { prediction, gold, classNames, sets } }) => {
  const values = measureAll(prediction, gold, classNames.length, sets);
  const all = metricsOf(sets);
  const content = table({
    label: "Metrics on the test rows",
    header: ["metric", "value", "better is"],
    rows: all
      .filter(({ name }) => name in values)
      .map(({ name, mode }) => [name, fixed(values[name]!, 4), mode === "max" ? "higher" : "lower"]),
    isNumber: (column) => column === 1,
  });
  const leftOut = all.flatMap(({ name }) => (name in values ? [] : [name]));
  const note =
    leftOut.length > 0
      ? html`<p>Left out, since so many rows and classes would take long: ${leftOut.join(", ")}.</p>`
      : undefined;
  return { id: "metrics", title: "Metrics", content: html`${content}${note}` };
};
