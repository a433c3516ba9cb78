// How training looks while it runs: a live bar in a terminal, a line an epoch elsewhere. All of it on stderr.

import type { Scores } from "@newsclf/evaluation";
import type { EpochRecord, Listener, StepRecord } from "@newsclf/training";
import { count, formatDuration, percent } from "./format.ts";

const BAR_WIDTH = 24;
const SHORT_BAR_WIDTH = 10;
const REDRAW_MS = 100;

export interface ProgressOptions {
  readonly stream: NodeJS.WriteStream;
  /** Milliseconds, from any origin. */
  readonly now: () => number;
}

interface EpochTiming {
  readonly durationMs: number;
  readonly tokensPerSecond: number;
}

/** A listener that draws. */
export function createProgress({ stream, now }: ProgressOptions): Listener {
  let epochStart = now();
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    name: "progress",
    onStart: () => {
      epochStart = now();
    },
    onStep: (record, { numEpochs }) => {
      if (!stream.isTTY || now() - drawnAt < REDRAW_MS) return;
      drawnAt = now();
      stream.write(`\r\u001b[2K${fitTo(stream, barLines(record, numEpochs, now() - epochStart))}`);
    },
    onEpochEnd: (record, { bestEpoch, numEpochs }) => {
      const durationMs = now() - epochStart;
      const timing = { durationMs, tokensPerSecond: rate(record.numTokens, durationMs) };
      const lines = epochLines(record, numEpochs, timing, record.epoch === bestEpoch);
      stream.write(stream.isTTY ? `\r\u001b[2K${fitTo(stream, lines)}\n` : `${lines[0]}\n`);
      epochStart = now();
    },
  };
}

/** @param fraction - In [0, 1]. */
export function drawBar(fraction: number, width: number = BAR_WIDTH): string {
  const filled = Math.round(fraction * width);
  return "█".repeat(filled) + "░".repeat(width - filled);
}

/** The first line that does not wrap, since one that wraps could not be drawn over; the last one is cut. */
export function fitTo({ columns }: NodeJS.WriteStream, lines: readonly string[]): string {
  const width = Math.max(20, columns - 1);
  return (lines.find(({ length }) => length <= width) ?? lines.at(-1)!).slice(0, width);
}

/** From the longest to the shortest. */
function barLines(
  { epoch, step, numSteps, train, numTokens }: StepRecord,
  numEpochs: number,
  elapsedMs: number,
): string[] {
  const left = formatDuration((elapsedMs / step) * (numSteps - step + (numEpochs - epoch) * numSteps));
  const tokensPerSecond = rate(numTokens, elapsedMs);
  const line = (bar: number, scores: string, speed: string): string =>
    `epoch ${epoch}/${numEpochs} ${drawBar(step / numSteps, bar)} ${step}/${numSteps}  ${scores}  ${speed}`;
  const long = (bar: number): string => `${line(bar, showScores(train), speed(tokensPerSecond))}  at most ${left} left`;
  const short = `loss ${train.loss.toFixed(3)}${train.accuracy === undefined ? "" : ` acc ${percent(train.accuracy)}`}`;
  return [
    long(BAR_WIDTH),
    long(SHORT_BAR_WIDTH),
    `${line(SHORT_BAR_WIDTH, short, shortSpeed(tokensPerSecond))}  ${left} left`,
  ];
}

/** From the longest to the shortest. */
function epochLines(
  record: EpochRecord,
  numEpochs: number,
  { durationMs, tokensPerSecond }: EpochTiming,
  isBest: boolean,
): string[] {
  const { epoch, train, validation } = record;
  const start = `epoch ${String(epoch).padStart(String(numEpochs).length)}/${numEpochs}`;
  const end = `${formatDuration(durationMs)}${isBest ? "  best" : ""}`;
  const long = [start, `train ${showScores(train)}`];
  const short = [start, `train ${showShort(train)}`];
  if (validation !== undefined) {
    long.push(`validation ${showScores(validation)}`);
    short.push(`val ${showShort(validation)}`);
  }
  return [[...long, speed(tokensPerSecond), end].join("  "), [...short, shortSpeed(tokensPerSecond), end].join("  ")];
}

/** `loss 0.1562 accuracy 95.7 %`, and whatever else was measured. */
function showScores(scores: Scores): string {
  return Object.entries(scores)
    .map(([name, value]) => `${name} ${name === "accuracy" ? percent(value) : value.toFixed(4)}`)
    .join(" ");
}

function showShort({ loss, accuracy }: Scores): string {
  return accuracy === undefined ? loss.toFixed(3) : `${loss.toFixed(3)} ${percent(accuracy)}`;
}

function speed(tokensPerSecond: number): string {
  return `${count(tokensPerSecond)} tokens/s`;
}

function shortSpeed(tokensPerSecond: number): string {
  return `${count(Math.round(tokensPerSecond / 1000))}k tok/s`;
}

function rate(numTokens: number, durationMs: number): number {
  return durationMs > 0 ? Math.round((1000 * numTokens) / durationMs) : 0;
}
