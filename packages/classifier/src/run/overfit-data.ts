// Data on which an LSTM should come to make no errors.

import { range, selectRows } from "@newsclf/dataset";
import { firstBatches } from "@newsclf/training";
import type { PreparedData } from "../data/prepare-data.ts";
import type { TrainingSettings } from "../settings/for-rows.ts";
import { trainingBatches } from "./batches.ts";

/** The texts of the first batches as training and validation rows; test rows stay. */
export function overfitData(data: PreparedData, settings: TrainingSettings, numBatches: number): PreparedData {
  const { rows, tokens } = data;
  // They come in the order of the rows.
  const batches = [...firstBatches(trainingBatches(tokens.train, settings), numBatches).epoch(0)];
  const numRows = batches.reduce((sum, { labels }) => sum + labels.length, 0);
  const [train, places] = [selectRows(tokens.train, range(numRows)), rows.splits.train.slice(0, numRows)];
  return {
    ...data,
    rows: { ...rows, splits: { ...rows.splits, train: places, validation: places } },
    tokens: { ...tokens, train, validation: train },
  };
}
