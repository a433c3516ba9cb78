// What a run writes while it trains: a line of metrics.jsonl and points for TensorBoard, each on disk when the epoch ends.

import { join } from "node:path";
import type { Scores } from "@newsclf/evaluation";
import { appendLine } from "@newsclf-internal/files";
import { createTensorBoardWriter } from "../logging/tensorboard.ts";
import { type EpochRecord, flattenScores } from "../trainer/epoch-record.ts";
import type { Listener } from "./listener.ts";

/** Clocks of a run log. */
export interface RunLogOptions {
  /** Milliseconds since 1970: `Date.now`. */
  readonly now: () => number;
}

/** Keeps `metrics.jsonl` and `tensorboard/` in a folder. @throws NewsclfError `WRITE_FAILED`. */
export function createRunLog(folder: string, { now }: RunLogOptions): Listener {
  const tensorBoard = createTensorBoardWriter(join(folder, "tensorboard"), { now });
  let epochStart = now();
  return {
    name: "runLog",
    onStart: () => {
      epochStart = now();
    },
    async onEpochEnd(record) {
      const durationMs = now() - epochStart;
      const tokensPerSecond = durationMs > 0 ? Math.round((1000 * record.numTokens) / durationMs) : 0;
      const { epoch, train, validation, ...counts } = record;
      const line = { epoch, ...flattenScores(record), ...counts, durationMs, tokensPerSecond };
      await appendLine(join(folder, "metrics.jsonl"), JSON.stringify(line));
      tensorBoard.scalars(epoch, curves(record));
      epochStart = now();
    },
    onEnd: () => tensorBoard.close(),
  };
}

/** `loss/train` and `loss/validation` share a picture. */
function curves({ train, validation }: EpochRecord): Record<string, number> {
  const tags = (split: string, scores: Scores): [string, number][] =>
    Object.entries(scores).map(([name, value]) => [`${name}/${split}`, value]);
  return Object.fromEntries([...tags("train", train), ...(validation ? tags("validation", validation) : [])]);
}
