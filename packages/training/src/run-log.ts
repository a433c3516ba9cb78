// What a run writes while it trains: a line of metrics.jsonl and points for TensorBoard, each on disk when the epoch ends.

import { join } from "node:path";
import type { EpochRecord } from "./history.ts";
import { appendJsonLine } from "./save-file.ts";
import { createTensorBoardWriter, type TensorBoardOptions } from "./tensorboard.ts";

/** An open log. */
export interface RunLog {
  /**
   * Writes one epoch.
   *
   * @param timing - Further numbers for metrics.jsonl, such as `durationMs`.
   * @throws TrainingError `WRITE_FAILED`.
   */
  epoch(record: EpochRecord, timing?: object): Promise<void>;
  close(): void;
}

/** Starts `metrics.jsonl` and `tensorboard/` in a folder. @throws TrainingError `WRITE_FAILED`. */
export function createRunLog(folder: string, options: TensorBoardOptions): RunLog {
  const tensorBoard = createTensorBoardWriter(join(folder, "tensorboard"), options);
  return {
    async epoch(record, timing = {}) {
      await appendJsonLine(join(folder, "metrics.jsonl"), { ...record, ...timing });
      tensorBoard.scalars(record.epoch, {
        "loss/train": record.trainLoss,
        "loss/validation": record.validationLoss,
        "accuracy/train": record.trainAccuracy,
        "accuracy/validation": record.validationAccuracy,
      });
    },
    close: () => tensorBoard.close(),
  };
}
