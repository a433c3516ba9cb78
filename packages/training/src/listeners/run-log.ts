// What a run writes while it trains: a line of metrics.jsonl and points for TensorBoard, each on disk when the epoch ends.

import { join } from "node:path";
import { scoredSplits } from "@newsclf/evaluation";
import { appendLine } from "@newsclf-internal/files";
import { createTensorBoardWriter, type TensorBoardWriter } from "../logging/tensorboard.ts";
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
  readonly onEpochEnd: (record: EpochRecord) => Promise<void>;
  readonly onEnd: () => void;
}

/**
 * Keeps `metrics.jsonl` and `tensorboard/` in a folder. Training that it listens to ends with NewsclfError `WRITE_FAILED` where
 * they cannot be written.
 */
export function createRunLog(folder: string, { now, elapsed }: RunLogOptions): RunLog {
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
      const { epoch, train, validation, outOfFold, ...counts } = record;
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
function curves(record: EpochRecord): Record<string, number> {
  return Object.fromEntries(
    scoredSplits(record).flatMap(([split, scores]) =>
      Object.entries(scores).map(([name, value]) => [`${name}/${split}`, value]),
    ),
  );
}
