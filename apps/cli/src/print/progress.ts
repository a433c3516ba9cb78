// How training looks while it runs: a live bar in a terminal, a line an epoch elsewhere. All of it on stderr.

import type { EpochRecord, RunListener, RunStep } from "@newsclf/classifier/node";
import { SCORED_SPLITS, type ScoredSplit, type Scores, scoredSplits } from "@newsclf/evaluation";

import { count, formatDuration, percent } from "./format.ts";

const BAR_WIDTH = 24;
const SHORT_BAR_WIDTH = 10;
const REDRAW_MS = 100;

export interface ProgressOptions {
  readonly stream: NodeJS.WriteStream;
  /** Milliseconds, from any origin. */
  readonly now: () => number;
}

/** Since the first step: folds may end an epoch together that they began one after the other. */
interface EpochTiming {
  readonly elapsedMs: number;
  readonly tokensPerSecond: number;
}

/** A listener that draws. */
export function createProgress({ stream, now }: ProgressOptions): RunListener {
  let start = now();
  let numTokens = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  /** Where the first step left the whole: above 0 for a run that goes on. */
  let first: number | undefined;
  return {
    name: "progress",
    onStart: () => {
      start = now();
      numTokens = 0;
    },
    onStep: (step) => {
      first ??= step.done;
      if (!stream.isTTY || now() - drawnAt < REDRAW_MS) return;
      drawnAt = now();
      stream.write(`\r\u001b[2K${fitTo(stream, barLines(step, first, now() - start))}`);
    },
    onEpochEnd: (record, { numEpochs, isOld }) => {
      if (!isOld) numTokens += record.numTokens;
      const elapsedMs = now() - start;
      const timing = isOld ? undefined : { elapsedMs, tokensPerSecond: rate(numTokens, elapsedMs) };
      const lines = epochLines(record, numEpochs, timing);
      stream.write(stream.isTTY ? `\r\u001b[2K${fitTo(stream, lines)}\n` : `${lines[0]}\n`);
    },
    onEnd: () => {
      if (stream.isTTY) stream.write("\r\u001b[2K");
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
function barLines({ done, epoch, numEpochs }: RunStep, first: number, elapsedMs: number): string[] {
  // The first step is of no use if it is all that there is.
  const own = done > first ? done - first : done;
  const left = formatDuration((elapsedMs / own) * (1 - done));
  const line = (bar: number): string =>
    `epoch ${epoch}/${numEpochs} ${drawBar(done, bar)} ${Math.floor(100 * done)} %  at most ${left} left`;
  return [line(BAR_WIDTH), line(SHORT_BAR_WIDTH)];
}

/** For narrow terminals. */
const SHORT_NAMES = { train: "train", validation: "val", outOfFold: "oof" } as const;

/** From the longest to the shortest. @param timing - Undefined for an epoch of an earlier process. */
function epochLines(record: EpochRecord, numEpochs: number, timing: EpochTiming | undefined): string[] {
  const start = `epoch ${String(record.epoch).padStart(String(numEpochs).length)}/${numEpochs}`;
  const end = (ofSpeed: (tokensPerSecond: number) => string): string[] =>
    timing ? [ofSpeed(timing.tokensPerSecond), formatDuration(timing.elapsedMs)] : ["done before"];
  const parts = (names: Readonly<Record<ScoredSplit, string>>, show: (scores: Scores) => string): string[] =>
    scoredSplits(record).map(([split, scores]) => `${names[split]} ${show(scores)}`);
  return [
    [start, ...parts(SCORED_SPLITS, showScores), ...end(speed)].join("  "),
    [start, ...parts(SHORT_NAMES, showShort), ...end(shortSpeed)].join("  "),
  ];
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
