// Whether long or short texts are harder.

import { accuracyInterval } from "../../chance/binomial.ts";
import type { PredictionTable } from "../../tables/prediction-table.ts";
import { count, percent } from "../format.ts";
import { html } from "../html.ts";
import { chart } from "../svg/chart.ts";
import { circle, whisker } from "../svg/series.ts";
import { details, table } from "../table.ts";
import type { CreateSection } from "./section.ts";

/** Groups of texts, about as many texts in each. */
const MAX_GROUPS = 6;

/** Texts of similar length. */
interface Group {
  readonly name: string;
  readonly examples: number;
  readonly accuracy: number;
  readonly interval: readonly [number, number];
}

export const lengths: CreateSection = ({ predictions, lengths }) => {
  const unit = lengths ? "tokens" : "words";
  const groups = groupByLength(lengths ?? countWords(predictions.texts), predictions);
  if (groups.length < 2) return undefined;
  const content = html`<p>Accuracy on texts of similar length, about as many in each group. Bars: 95 % interval.</p>
<figure>
${chart({
  label: `Accuracy by length in ${unit}: ${groups.map(({ name, accuracy }) => `${name}: ${percent(accuracy)}`).join("; ")}`,
  x: {
    title: `length in ${unit}`,
    ...{ domain: [0.5, groups.length + 0.5], names: groups.map(({ name }) => name) },
  },
  y: {
    title: "accuracy",
    domain: [Math.min(...groups.map(({ interval: [low] }) => low)), 1],
    format: (value, digits) => percent(value, Math.max(0, digits - 2)),
  },
  draw: (x, y) =>
    groups.map(({ name, examples, accuracy, interval: [low, high] }, i) => {
      const dot = { x: x(i + 1), y: y(accuracy), title: `${name} ${unit}: ${percent(accuracy)} of ${count(examples)}` };
      return html`${whisker(dot.x, y(low), y(high), 0)}${circle(dot, 0, 4)}`;
    }),
})}
${details(
  "Numbers",
  table({
    label: "Accuracy by length",
    header: [unit, "rows", "accuracy", "95 % interval"],
    rows: groups.map(({ name, examples, accuracy, interval }) => [
      ...[name, count(examples), percent(accuracy)],
      interval.map((bound) => percent(bound)).join(" to "),
    ]),
    isNumber: (column) => column > 0,
  }),
)}</figure>`;
  return { id: "length", title: "Length of the text", content };
};

function countWords(texts: readonly string[]): Int32Array {
  return Int32Array.from(texts, (text) => text.match(/\S+/g)?.length ?? 0);
}

/** Texts of one length are in one group. */
function groupByLength(lengths: Int32Array, { gold, prediction: { labels } }: PredictionTable): Group[] {
  const order = Int32Array.from(lengths.keys()).sort((a, b) => lengths[a]! - lengths[b]!);
  const groups: Group[] = [];
  for (let start = 0; start < order.length; ) {
    const left = MAX_GROUPS - groups.length;
    let end = Math.min(order.length, start + Math.ceil((order.length - start) / left));
    while (end < order.length && lengths[order[end]!] === lengths[order[end - 1]!]) end++;
    const rows = order.subarray(start, end);
    const accuracy = rows.reduce((right, row) => right + (gold[row] === labels[row] ? 1 : 0), 0) / rows.length;
    const [shortest, longest] = [lengths[rows[0]!]!, lengths[rows.at(-1)!]!];
    groups.push({
      name: shortest === longest ? `${shortest}` : `${shortest}–${longest}`,
      ...{ examples: rows.length, accuracy, interval: accuracyInterval(accuracy, rows.length) },
    });
    start = end;
  }
  return groups;
}
