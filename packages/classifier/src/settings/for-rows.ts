// Settings that follow from how much there is to train on, where nothing was said.

import { fitsLinear } from "@newsclf/training";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { ResolvedSettings } from "./resolve-settings.ts";

/** Settings without a gap in what training needs. */
export interface TrainingSettings extends ResolvedSettings {
  readonly batchSize: number;
  readonly batchParts: number;
  readonly numEpochs: number;
}

/**
 * Few rows need more passes, in smaller steps; where rows and classes are too many for a linear model, n-grams are left out.
 *
 * @param numRows - To train on.
 * @throws NewsclfError `CONFIG` where no part is left.
 */
export function forRows(settings: ResolvedSettings, numRows: number, numClasses: number): TrainingSettings {
  const { batchSize, batchParts, numEpochs } = settings;
  const isTooLarge = settings.parts.includes("ngrams") && !fitsLinear(numRows, numClasses);
  const parts = isTooLarge ? settings.parts.filter((part) => part !== "ngrams") : settings.parts;
  if (settings.overfitBatches !== null && !parts.includes("lstm")) {
    throw new NewsclfError("CONFIG", sentence`${setting("overfitBatches")} needs the LSTM`, {
      fix: sentence`${setting("parts", "lstm")}`,
    });
  }
  if (parts.length === 0) {
    throw new NewsclfError("CONFIG", `n-grams of ${numRows} texts and ${numClasses} classes would take too long`, {
      fix: sentence`${setting("parts", "lstm")}, or fewer texts`,
    });
  }
  return {
    ...settings,
    // No part may learn from more, and there is nothing to answer for.
    ...(settings.overfitBatches === null ? { parts } : { parts: ["lstm"] as const, folds: null }),
    batchSize: batchSize ?? (numRows < 2000 ? 8 : numRows < 5000 ? 16 : 32),
    batchParts: batchParts ?? 1,
    numEpochs: numEpochs ?? (numRows < 2000 ? 12 : numRows < 3500 ? 9 : 6),
  };
}
