// How training looks while it runs: a live bar in a terminal, a line an epoch elsewhere. All of it on stderr.

import type { EpochRecord, FitCallbacks, StepRecord } from "@newsclf/training";

const BAR_WIDTH = 24;
const REDRAW_MS = 100;

export interface ProgressOptions {
  readonly stream: NodeJS.WriteStream;
  readonly numEpochs: number;
  /** Milliseconds, from any origin. */
  readonly now: () => number;
}

export interface EpochTiming {
  readonly durationMs: number;
  readonly tokensPerSecond: number;
}

/** Callbacks for `fit` that draw; `timings` fills up with one entry an epoch. */
export function createProgress({ stream, numEpochs, now }: ProgressOptions): FitCallbacks & { timings: EpochTiming[] } {
  const timings: EpochTiming[] = [];
  let epochStart = now();
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    timings,
    onStep: (record) => {
      if (!stream.isTTY || now() - drawnAt < REDRAW_MS) return;
      drawnAt = now();
      stream.write(`\r\u001b[2K${cutToWidth(barLine(record, numEpochs, now() - epochStart), stream)}`);
    },
    onEpochEnd: (record, isBest) => {
      const durationMs = now() - epochStart;
      timings.push({ durationMs, tokensPerSecond: rate(record.numTokens, durationMs) });
      stream.write(`${stream.isTTY ? "\r\u001b[2K" : ""}${epochLine(record, numEpochs, timings.at(-1)!, isBest)}\n`);
      epochStart = now();
    },
  };
}

/** @param fraction - In [0, 1]. */
export function drawBar(fraction: number): string {
  const filled = Math.round(fraction * BAR_WIDTH);
  return "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
}

/** A line that wraps could not be drawn over. */
export function cutToWidth(line: string, { columns }: NodeJS.WriteStream): string {
  return line.slice(0, Math.max(20, columns - 1));
}

function barLine(
  { epoch, step, numSteps, trainLoss, trainAccuracy, numTokens }: StepRecord,
  numEpochs: number,
  elapsedMs: number,
): string {
  const leftMs = (elapsedMs / step) * (numSteps - step) + (numEpochs - epoch) * (elapsedMs / step) * numSteps;
  const speed = `${rate(numTokens, elapsedMs).toLocaleString("en-US")} tokens/s`;
  return `epoch ${epoch}/${numEpochs} ${drawBar(step / numSteps)} ${step}/${numSteps}  ${scores(trainLoss, trainAccuracy)}  ${speed}  at most ${formatDuration(leftMs)} left`;
}

function epochLine(
  record: EpochRecord,
  numEpochs: number,
  { durationMs, tokensPerSecond }: EpochTiming,
  isBest: boolean,
): string {
  const { epoch, trainLoss, trainAccuracy, validationLoss, validationAccuracy } = record;
  const parts = [
    `epoch ${String(epoch).padStart(String(numEpochs).length)}/${numEpochs}`,
    `train ${scores(trainLoss, trainAccuracy)}`,
  ];
  if (validationLoss !== undefined) parts.push(`validation ${scores(validationLoss, validationAccuracy!)}`);
  parts.push(`${tokensPerSecond.toLocaleString("en-US")} tokens/s`, formatDuration(durationMs));
  return parts.join("  ") + (isBest ? "  best" : "");
}

function scores(loss: number, accuracy: number): string {
  return `loss ${loss.toFixed(4)} accuracy ${(100 * accuracy).toFixed(1)} %`;
}

function rate(numTokens: number, durationMs: number): number {
  return durationMs > 0 ? Math.round((1000 * numTokens) / durationMs) : 0;
}

/** Such as `1:05`, or `0.4 s` below ten seconds. */
export function formatDuration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
