// Loss and accuracy of each epoch: pictures, and the numbers.

import type { EpochRecord } from "@newsclf/classifier";
import { fixed, percent } from "../../words.ts";
import { chart, type Line, legend } from "../chart.ts";
import { h } from "../dom.ts";
import { details, table } from "../table.ts";

/** In the order of their colours. */
const SPLITS = [
  ["train", "train"],
  ["validation", "validation"],
  ["outOfFold", "out-of-fold"],
] as const;

/** Undefined before the first epoch. @param numEpochs - That there will be. */
export function showEpochs(epochs: readonly EpochRecord[], numEpochs: number): HTMLElement | undefined {
  if (epochs.length === 0) return undefined;
  const lines = (metric: string): Line[] =>
    SPLITS.map(([split, name], series) => ({
      ...{ name, series },
      points: epochs.flatMap((epoch) => {
        const score = epoch[split]?.[metric];
        return score !== undefined && Number.isFinite(score) ? [{ epoch: epoch.epoch, score }] : [];
      }),
    })).filter(({ points }) => points.length > 0);
  const loss = lines("loss");
  const accuracy = lines("accuracy");
  return h(
    "div",
    {},
    h("h3", {}, "Epochs of the LSTM"),
    legend(loss),
    h(
      "div",
      { class: "charts" },
      loss.length > 0 &&
        h(
          "figure",
          {},
          chart("loss", loss, numEpochs, (score) => fixed(score, 2)),
        ),
      accuracy.length > 0 &&
        h(
          "figure",
          {},
          chart("accuracy", accuracy, numEpochs, (score) => percent(score, 0)),
        ),
    ),
    details(
      "Numbers",
      table({
        label: "Scores of each epoch",
        header: ["epoch", ...loss.map(({ name }) => `${name} loss`), ...accuracy.map(({ name }) => `${name} accuracy`)],
        rows: epochs.map(({ epoch }) => [
          epoch,
          ...loss.map((line) => fixed(scoreAt(line, epoch), 4)),
          ...accuracy.map((line) => percent(scoreAt(line, epoch))),
        ]),
        isNumber: () => true,
      }),
    ),
  );
}

function scoreAt({ points }: Line, epoch: number): number {
  return points.find((point) => point.epoch === epoch)?.score ?? Number.NaN;
}
