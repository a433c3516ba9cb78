// The batches that a run trains and measures on.

import { classBalancedWeights, createLoader, type Loader, type Padding, type TokenDataset } from "@newsclf/dataset";
import { deriveSeed } from "@newsclf/kernels";
import { PAD_ID } from "@newsclf/tokenizer";
import { type BatchSource, firstBatches } from "@newsclf/training";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { TrainingSettings } from "../settings/for-rows.ts";
import { PRESETS } from "../settings/presets.ts";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";
import type { Settings } from "../settings/settings.ts";

/** Texts measured at once. */
const MEASURING_BATCH_SIZE = 64;

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

/** Every row once, short texts first. */
export function measuringBatches(tokens: TokenDataset, settings: Pick<Settings, "readPadding" | "maxLength">): Loader {
  return createLoader(tokens, {
    ...{ batchSize: MEASURING_BATCH_SIZE, shuffle: false, bucketed: true },
    ...paddingOf(settings),
  });
}

function paddingOf({ readPadding, maxLength }: Pick<Settings, "readPadding" | "maxLength">): Padding {
  return readPadding ? { padToLength: maxLength, padId: PAD_ID } : {};
}
