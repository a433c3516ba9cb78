// How training went, epoch by epoch.

import { type EpochScores, SCORED_SPLITS, type ScoredSplit, scoredSplits } from "../epoch-scores.ts";
import { fixed } from "../format.ts";
import { html, type Markup } from "../html.ts";
import { chart, marker } from "../svg/chart.ts";
import { legend, line } from "../svg/series.ts";
import { details, table } from "../table.ts";
import type { CreateSection } from "./section.ts";

const SPLITS = Object.keys(SCORED_SPLITS) as ScoredSplit[];

/** The scores of a metric on one split, where they were measured. */
interface Curve {
  readonly split: ScoredSplit;
  readonly points: readonly { readonly epoch: number; readonly score: number }[];
}

export const learningCurves: CreateSection = ({ training: { history, bestEpoch, isBest } }) => {
  if (history.length === 0) return undefined;
  const best = isBest ? bestEpoch : undefined;
  const metrics = [...new Set(history.flatMap((epoch) => scoredSplits(epoch).flatMap(([, of]) => Object.keys(of))))];
  const charts = metrics.flatMap((metric) => {
    const curves = curvesOf(metric, history);
    return curves.length > 0 ? [html`<figure>${curveChart(metric, curves, history.length, best)}</figure>`] : [];
  });
  const splits = SPLITS.filter((split) => history.some((epoch) => epoch[split] !== undefined));
  const names = splits.map((split) => [SPLITS.indexOf(split), SCORED_SPLITS[split]] as const);
  const content = html`${legend(names)}
<div class="charts">${charts}</div>
${details("Numbers", epochTable(history, best))}`;
  return { id: "training", title: "Training", content };
};

function curvesOf(metric: string, history: readonly EpochScores[]): Curve[] {
  return SPLITS.map((split) => ({
    split,
    points: history.flatMap((epoch) => {
      const score = epoch[split]?.[metric];
      return score !== undefined && Number.isFinite(score) ? [{ epoch: epoch.epoch, score }] : [];
    }),
  })).filter(({ points }) => points.length > 0);
}

function curveChart(metric: string, curves: readonly Curve[], numEpochs: number, best: number | undefined): Markup {
  const scores = curves.flatMap(({ points }) => points.map(({ score }) => score));
  const last = curves.map(({ split, points }) => `${SCORED_SPLITS[split]} ${fixed(points.at(-1)!.score, 4)}`);
  return chart({
    label: `${metric} by epoch; at the end: ${last.join(", ")}`,
    x: { title: "epoch", domain: [1, numEpochs], kind: "whole" },
    y: {
      title: metric,
      domain: scores.reduce<[number, number]>(
        ([low, high], score) => [Math.min(low, score), Math.max(high, score)],
        [scores[0]!, scores[0]!],
      ),
    },
    draw: (x, y) => [
      ...(best === undefined ? [] : [marker(x(best), "best")]),
      ...curves.map(({ split, points }) => {
        const title = (epoch: number, score: number): string =>
          `epoch ${epoch}: ${SCORED_SPLITS[split]} ${metric} ${fixed(score, 4)}`;
        const dots = points.map(({ epoch, score }) => ({ x: x(epoch), y: y(score), title: title(epoch, score) }));
        return line(dots, SPLITS.indexOf(split));
      }),
    ],
  });
}

function epochTable(history: readonly EpochScores[], best: number | undefined): Markup {
  // An epoch may lack what others were scored on.
  const first = new Map(history.toReversed().flatMap(scoredSplits));
  const splits = SPLITS.filter((split) => first.has(split));
  const columns = splits.flatMap((split) => Object.keys(first.get(split)!).map((metric) => ({ split, metric })));
  return table({
    label: "Scores of each epoch",
    header: ["epoch", ...columns.map(({ split, metric }) => `${SCORED_SPLITS[split]} ${metric}`)],
    rows: history.map((epoch) => [
      `${epoch.epoch}${epoch.epoch === best ? " (best)" : ""}`,
      ...columns.map(({ split, metric }) => fixed(epoch[split]?.[metric] ?? Number.NaN, 4)),
    ]),
    isNumber: () => true,
  });
}
