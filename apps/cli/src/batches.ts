// The batches that a run trains and measures on.

import { classBalancedWeights, createLoader, type Loader } from "@newsclf/dataset";
import type { LoadedSplit } from "./load-data.ts";
import { UsageError } from "./print-error.ts";
import type { TrainSettings } from "./train-options.ts";

/** @throws UsageError for settings that exclude each other. */
export function checkSampling({ sampling, maxBatchTokens }: TrainSettings): void {
  if (sampling === "all" || maxBatchTokens === undefined) return;
  const message = "--sampling class-balanced and --max-batch-tokens were both given";
  throw new UsageError("CONFIG", message, "use one of them");
}

/** The default is for data of any size; a size that somebody chose is a mistake if no batch can have it. */
export function checkBatchSize(asked: number | undefined, numRows: number): void {
  if (asked === undefined || asked <= numRows) return;
  throw new UsageError("CONFIG", `batchSize ${asked} > ${numRows} training rows`, `--batch-size ${numRows}`);
}

export function trainingBatches({ tokens }: LoadedSplit, settings: TrainSettings): Loader {
  const weights = settings.sampling === "class-balanced" ? classBalancedWeights(tokens.labels) : undefined;
  return createLoader(tokens, { ...settings, shuffle: true, weights, ...padding(settings) });
}

/** Every row once, short texts first. */
export function measuringBatches(
  tokens: LoadedSplit["tokens"],
  settings: Pick<TrainSettings, "readPadding" | "maxLength">,
): Loader {
  return createLoader(tokens, { batchSize: 64, shuffle: false, bucketed: true, ...padding(settings) });
}

function padding({ readPadding, maxLength }: Pick<TrainSettings, "readPadding" | "maxLength">): {
  padToLength?: number;
} {
  return readPadding ? { padToLength: maxLength } : {};
}
