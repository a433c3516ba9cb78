// How others do on the same examples.

import { fixed, percent } from "../format.ts";
import { html } from "../html.ts";
import { bar, table } from "../table.ts";
import type { CreateSection } from "./section.ts";

export const comparison: CreateSection = ({ comparison = [] }) => {
  if (comparison.length === 0) return undefined;
  const isOfSets = comparison.some(([, { microF1 }]) => microF1 !== undefined);
  const scored = (value: number) => html`${fixed(value, 3)}${bar(value)}`;
  const rows = comparison.map(([name, { accuracy, accuracyInterval, macroF1, microF1, loss }]) => [
    name,
    html`${percent(accuracy)}${bar(accuracy)}`,
    accuracyInterval.map((bound) => percent(bound)).join(" to "),
    ...(isOfSets ? [scored(microF1!)] : []),
    ...[scored(macroF1), fixed(loss, 4)],
  ]);
  const content = table({
    label: "How others do on the test rows",
    header: [
      ...["on the test rows", isOfSets ? "subset accuracy" : "accuracy", "95 % interval"],
      ...[...(isOfSets ? ["micro F1"] : []), "macro F1", "loss"],
    ],
    rows,
    isNumber: (column) => column > 0,
  });
  return { id: "baselines", title: "Baselines", content };
};
