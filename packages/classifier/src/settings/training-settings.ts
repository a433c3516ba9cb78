// Settings that follow from how much there is to train on, where nothing was said.

import type { ResolvedSettings } from "./resolve-settings.ts";

/** Settings without a gap in what training needs. */
export interface TrainingSettings extends ResolvedSettings {
  readonly batchSize: number;
  readonly numEpochs: number;
}

/** Few rows need more passes, in smaller steps. @param numRows - To train on. */
export function forRows(settings: ResolvedSettings, numRows: number): TrainingSettings {
  const { batchSize, numEpochs } = settings;
  return {
    ...settings,
    batchSize: batchSize ?? (numRows < 2000 ? 8 : numRows < 5000 ? 16 : 32),
    numEpochs: numEpochs ?? (numRows < 2000 ? 12 : numRows < 3500 ? 9 : 6),
  };
}
