// What a run writes while it trains: a line of metrics.jsonl and points for TensorBoard, each on disk when the epoch ends.

import { existsSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { scoredSplits } from "@newsclf/evaluation";
import { appendLine } from "@newsclf-internal/files";
import type { WeightHistograms } from "../logging/histogram.ts";
import { createTensorBoardWriter, dropLaterEvents, type TensorBoardWriter } from "../logging/tensorboard.ts";
import { type EpochRecord, flattenScores } from "../trainer/epoch-record.ts";

/** Clocks of a run log. */
export interface RunLogOptions {
  /** Milliseconds since 1970, for TensorBoard: `Date.now`. */
  readonly now: () => number;
  /** Milliseconds from any origin that only rise, for durations: `() => performance.now()`. */
  readonly elapsed: () => number;
}

/** A listener of `createTrainer`, which needs nothing but the records. */
export interface RunLog {
  readonly name: string;
  readonly onStart: () => void;
  /** @param more - Histograms of the weights after the epoch, where somebody has them. */
  readonly onEpochEnd: (
    record: EpochRecord,
    more?: { readonly weights?: WeightHistograms | undefined },
  ) => Promise<void>;
  readonly onEnd: () => void;
}

/**
 * Keeps `metrics.jsonl` and `tensorboard/` in a folder. Epochs that are there, from a process that was killed, stay. Training that
 * it listens to ends with NewsclfError `WRITE_FAILED` where they cannot be written.
 */
export function createRunLog(folder: string, { now, elapsed }: RunLogOptions): RunLog {
  let tensorBoard: TensorBoardWriter | undefined;
  const path = join(folder, "metrics.jsonl");
  let epochStart = 0;
  let numLogged = 0;
  return {
    name: "runLog",
    onStart: () => {
      numLogged = countLines(path);
      const events = join(folder, "tensorboard");
      if (existsSync(events)) dropLaterEvents(events, numLogged);
      tensorBoard = createTensorBoardWriter(events, { now });
      epochStart = elapsed();
    },
    async onEpochEnd(record, { weights } = {}) {
      if (record.epoch <= numLogged) return;
      // First, so that no epoch can be missing there.
      tensorBoard!.scalars(record.epoch, curves(record));
      if (weights) tensorBoard!.histograms(record.epoch, named("weights", weights));
      const durationMs = elapsed() - epochStart;
      const tokensPerSecond = durationMs > 0 ? Math.round((1000 * record.numTokens) / durationMs) : 0;
      const { epoch, train, validation, outOfFold, ...counts } = record;
      const line = { epoch, ...flattenScores(record), ...counts, durationMs, tokensPerSecond };
      await appendLine(path, JSON.stringify(line));
      epochStart = elapsed();
    },
    onEnd: () => {
      tensorBoard?.close();
      tensorBoard = undefined;
    },
  };
}

/** Without the end of a line that was being written. */
function countLines(path: string): number {
  if (!existsSync(path)) return 0;
  const bytes = readFileSync(path);
  truncateSync(path, bytes.lastIndexOf("\n") + 1);
  return bytes.toString().split("\n").length - 1;
}

function named<T>(group: string, values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${group}/${name}`, value]));
}

/** `loss/train` and `loss/validation` share a picture. */
function curves(record: EpochRecord): Record<string, number> {
  return Object.fromEntries(
    scoredSplits(record).flatMap(([split, scores]) =>
      Object.entries(scores).map(([name, value]) => [`${name}/${split}`, value]),
    ),
  );
}
