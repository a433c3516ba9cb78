// Whether the model is right as often as it claims.

import { type ReliabilityBin, reliabilityBins } from "../../calibration/reliability.ts";
import { accuracyInterval } from "../../chance/binomial.ts";
import { measure } from "../../metrics/metric.ts";
import { calibrationError } from "../../metrics/probability-metrics.ts";
import type { Prediction } from "../../prediction.ts";
import { count, fixed, percent } from "../format.ts";
import { html, type Markup } from "../html.ts";
import { chart } from "../svg/chart.ts";
import type { Axis, Scale } from "../svg/scale.ts";
import { legend, line, whisker } from "../svg/series.ts";
import { details, table } from "../table.ts";
import type { CreateSection } from "./section.ts";

const SHARE: Omit<Axis, "title"> = { domain: [0, 1], format: (value) => percent(value, 0) };

/** One prediction of the examples. */
interface Stage {
  readonly name: string;
  readonly error: number;
  /** Those with examples. */
  readonly bins: readonly ReliabilityBin[];
}

export const reliability: CreateSection = ({ predictions: { prediction, gold, classNames, sets }, uncalibrated }) => {
  const stage = (name: string, prediction: Prediction): Stage => ({
    name,
    error: measure(calibrationError, prediction, gold, classNames.length, sets),
    bins: reliabilityBins(prediction, gold, classNames.length, sets).filter(({ examples }) => examples > 0),
  });
  const stages = uncalibrated
    ? [stage("calibrated", prediction), stage("before calibration", uncalibrated)]
    : [stage("confidence", prediction)];
  const errors = stages.map(({ name, error }) => (uncalibrated ? `${name} ${fixed(error, 4)}` : fixed(error, 4)));
  const answers = sets ? "each class of each row is there" : "answers are right";
  const content = html`<p>How often ${answers}, by the probability that the model gives ${sets ? "it" : "them"}. On the dashed line it is right as often as it claims, below it claims too much. Expected calibration error: ${errors.join(", ")}.</p>
<figure>${legend(stages.map(({ name }, i) => [i, name]))}
${chart({
  label: `Accuracy by confidence; expected calibration error ${errors.join(", ")}`,
  x: { title: "confidence", ...SHARE },
  y: { title: "accuracy (bars: 95 % interval)", ...SHARE },
  draw: (x, y) => [
    html`<line class="marker" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>`,
    ...stages.toReversed().map((stage) => drawStage(stage, stages.indexOf(stage), x, y)),
  ],
})}
${details("Numbers", html`${stages.map(binTable)}`)}</figure>`;
  return { id: "reliability", title: "Reliability", content };
};

function drawStage({ bins }: Stage, series: number, x: Scale, y: Scale): Markup {
  const dots = bins.map(({ confidence, accuracy, examples }) => ({
    ...{ x: x(confidence), y: y(accuracy) },
    title: `confidence ${percent(confidence)}, right ${percent(accuracy)}, rows ${count(examples)}`,
  }));
  const whiskers = bins.map(({ confidence, accuracy, examples }) => {
    const [low, high] = accuracyInterval(accuracy, examples);
    return whisker(x(confidence), y(low), y(high), series);
  });
  return html`${series === 0 ? whiskers : undefined}${line(dots, series)}`;
}

function binTable({ name, bins }: Stage): Markup {
  return table({
    label: `Bins: ${name}`,
    header: [name, "mean", "right", "rows"],
    rows: bins.map(({ from, to, confidence, accuracy, examples }) => [
      `${percent(from)} to ${percent(to)}`,
      ...[percent(confidence), percent(accuracy), count(examples)],
    ]),
    isNumber: (column) => column > 0,
  });
}
