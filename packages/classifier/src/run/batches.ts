// The batches that a run trains on.

import { classBalancedWeights, createLoader, type TokenDataset } from "@newsclf/dataset";
import { deriveSeed } from "@newsclf/kernels";
import { type BatchSource, firstBatches } from "@newsclf/training";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { paddingOf } from "../predict/measuring-batches.ts";
import type { TrainingSettings } from "../settings/for-rows.ts";
import { PRESETS } from "../settings/presets.ts";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";

/**
 * A size that was chosen is a mistake if no batch can have it; those of presets are for data of any size.
 *
 * @throws NewsclfError `CONFIG`.
 */
export function checkBatchSize({ preset, batchSize, maxBatchTokens }: ResolvedSettings, numRows: number): void {
  if (batchSize === null || batchSize === PRESETS[preset].batchSize) return;
  if (maxBatchTokens === null && batchSize > numRows) {
    throw new NewsclfError("CONFIG", `batchSize ${batchSize} > ${numRows} training rows`, {
      fix: sentence`${setting("batchSize", numRows)}`,
    });
  }
}

export function trainingBatches(train: TokenDataset, settings: TrainingSettings): BatchSource {
  const { seed, sampling, batchSize, maxBatchTokens, bucketed, limitTrainBatches, overfitBatches } = settings;
  const isFixed = overfitBatches !== null;
  const loader = createLoader(train, {
    ...{ batchSize, maxBatchTokens: maxBatchTokens ?? undefined },
    ...{ bucketed: bucketed && !isFixed, shuffle: !isFixed },
    seed: deriveSeed(seed, "order"),
    weights: sampling === "class-balanced" && !isFixed ? classBalancedWeights(train.labels) : undefined,
    ...paddingOf(settings),
  });
  return limitTrainBatches === null ? loader : firstBatches(loader, limitTrainBatches);
}
