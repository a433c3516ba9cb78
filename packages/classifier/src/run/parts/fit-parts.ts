// Each part by itself.

import type { LearningRateSearch } from "@newsclf/training";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { PreparedData } from "../../data/prepare-data.ts";
import type { TrainingSettings } from "../../settings/for-rows.ts";
import type { Folds } from "../folds.ts";
import type { RunListener } from "../run-listener.ts";
import { assembleModel, type Outcome } from "./assemble-model.ts";
import { divide, type FittedLstm, fitLstm, WHOLE } from "./fit-lstm.ts";
import { fitNgrams, type NgramContext } from "./fit-ngrams.ts";
import type { FittedParts } from "./fitted-parts.ts";
import { ListenerQueue } from "./listener-queue.ts";
import { refit } from "./refit.ts";
import { searchRate } from "./search-rate.ts";
import { wordVectors } from "./word-vectors.ts";

/** By a signal, before any part was whole. */
const STOPPED: FittedParts = {
  ...{ model: undefined, withoutLstm: undefined, outOfFold: undefined, calibration: undefined, abstention: undefined },
  failure: undefined,
  learningRateSearch: undefined,
  training: { history: [], bestEpoch: 0, isBest: false, stoppedBy: "signal", missing: [] },
};

/** @param listeners - Told of the LSTM's training. */
export async function fitParts(
  data: PreparedData,
  folds: Folds,
  settings: TrainingSettings,
  { listeners, ...context }: NgramContext & { readonly listeners: readonly RunListener[] },
): Promise<FittedParts> {
  const queue = new ListenerQueue(listeners, context.signal);
  try {
    const outcome = await trainParts(data, folds, settings, { ...context, queue });
    if (!outcome) return STOPPED;
    await queue.end();
    return assembleModel(data, folds, { ...outcome, failure: outcome.failure ?? queue.failure });
  } finally {
    await queue.end();
  }
}

/** Undefined if the signal came before any part was whole. */
async function trainParts(
  data: PreparedData,
  folds: Folds,
  settings: TrainingSettings,
  context: NgramContext & { readonly queue: ListenerQueue },
): Promise<Outcome | undefined> {
  const wants = (part: "lstm" | "ngrams"): boolean => settings.parts.includes(part);
  const vectors = wordVectors(data, settings, context);
  // Whoever waits for them hears of it.
  vectors.catch(() => {});
  const ngrams = wants("ngrams") ? await fitNgrams(data, folds, settings, vectors, context) : undefined;
  if (wants("ngrams") && !ngrams) return undefined;
  const { train, validation } = data.tokens;
  const numTokens = train.tokenIds.length;
  const [stage, refitStage] = settings.refit
    ? divide(WHOLE, numTokens * Math.max(1, folds.folds.length), numTokens + validation.tokenIds.length)
    : [WHOLE];
  let lstm: FittedLstm | undefined;
  let learningRateSearch: LearningRateSearch | undefined;
  let ofLstm = settings;
  if (wants("lstm")) {
    try {
      if (settings.findLearningRate) learningRateSearch = await searchRate(data, settings, await vectors, context);
      ofLstm = { ...settings, learningRate: learningRateSearch?.suggestion ?? settings.learningRate };
      lstm = await fitLstm(data, folds, ofLstm, await vectors, context, stage);
    } catch (failure) {
      // What is whole is kept, whatever becomes of the rest.
      if (!ngrams) throw failure;
      return { ngrams, learningRateSearch, isCut: true, failure };
    }
    const { failure } = lstm;
    if (failure !== undefined || !isWhole(lstm)) return { ngrams, lstm, learningRateSearch, isCut: true, failure };
  }
  if (!refitStage) return { ngrams, lstm, learningRateSearch };
  const again = await refit(data, ofLstm, { ngrams, lstm, vectors }, context, refitStage);
  return { ngrams, lstm, learningRateSearch, again, failure: again.failure };
}

function isWhole({ final, folds }: FittedLstm): boolean {
  return [final, ...folds].every((result) => result !== undefined && result.stoppedBy !== "signal");
}

/**
 * How much parts count, and when to stop, can be told from rows that they have not seen.
 *
 * @throws NewsclfError `CONFIG`.
 */
export function checkHeldOut({ tokens }: PreparedData, { folds }: Folds, settings: TrainingSettings): void {
  const { parts, earlyStopping, monitor } = settings;
  if (settings.refit && tokens.validation.labels.length === 0) {
    throw new NewsclfError("CONFIG", sentence`${setting("refit")} needs validation rows`, {
      fix: sentence`add ${setting("validationData", "<file>")}, or ${setting("split", "80/10/10")}`,
    });
  }
  if (folds.length > 0 || tokens.validation.labels.length > 0) return;
  const isAuto = typeof settings.abstainBelow === "string";
  const isWatched = parts.includes("lstm") && earlyStopping && monitor.startsWith("validation");
  if (!isWatched && parts.length < 2 && !isAuto) return;
  const needy = isWatched
    ? setting("monitor", monitor)
    : isAuto
      ? setting("abstainBelow", settings.abstainBelow!)
      : setting("parts", parts.join(","));
  throw new NewsclfError("CONFIG", sentence`${needy} needs folds or validation rows`, {
    fix: sentence`add ${setting("folds", 3)}, or ${setting("split", "80/10/10")}`,
  });
}
