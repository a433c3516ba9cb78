// What a run writes while it trains: a line of metrics.jsonl and points for TensorBoard, each on disk when the epoch ends.

import { join } from "node:path";
import type { Scores } from "@newsclf/evaluation";
import { appendLine } from "@newsclf-internal/files";
import { createTensorBoardWriter, type TensorBoardWriter } from "../logging/tensorboard.ts";
import { type EpochRecord, flattenScores } from "../trainer/epoch-record.ts";
import type { Listener } from "./listener.ts";

/** Clocks of a run log. */
export interface RunLogOptions {
  /** Milliseconds since 1970, for TensorBoard: `Date.now`. */
  readonly now: () => number;
  /** Milliseconds from any origin that only rise, for durations: `() => performance.now()`. */
  readonly elapsed: () => number;
}

/**
 * Keeps `metrics.jsonl` and `tensorboard/` in a folder. Training that it listens to ends with NewsclfError `WRITE_FAILED` where
 * they cannot be written.
 */
export function createRunLog(folder: string, { now, elapsed }: RunLogOptions): Listener {
  let tensorBoard: TensorBoardWriter | undefined;
  let epochStart = 0;
  return {
    name: "runLog",
    onStart: () => {
      tensorBoard = createTensorBoardWriter(join(folder, "tensorboard"), { now });
      epochStart = elapsed();
    },
    async onEpochEnd(record) {
      const durationMs = elapsed() - epochStart;
      const tokensPerSecond = durationMs > 0 ? Math.round((1000 * record.numTokens) / durationMs) : 0;
      const { epoch, train, validation, ...counts } = record;
      const line = { epoch, ...flattenScores(record), ...counts, durationMs, tokensPerSecond };
      await appendLine(join(folder, "metrics.jsonl"), JSON.stringify(line));
      tensorBoard!.scalars(epoch, curves(record));
      epochStart = elapsed();
    },
    onEnd: () => {
      tensorBoard?.close();
      tensorBoard = undefined;
    },
  };
}

/** `loss/train` and `loss/validation` share a picture. */
function curves({ train, validation }: EpochRecord): Record<string, number> {
  const tags = (split: string, scores: Scores): [string, number][] =>
    Object.entries(scores).map(([name, value]) => [`${name}/${split}`, value]);
  return Object.fromEntries([...tags("train", train), ...(validation ? tags("validation", validation) : [])]);
}
