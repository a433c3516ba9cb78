// Each part by itself, and how much each counts.

import { LstmClassifier, type NgramClassifier, type TrainedModel } from "@newsclf/model";
import type { EpochRecord, LearningRateSearch } from "@newsclf/training";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { PreparedData } from "../../data/prepare-data.ts";
import type { TrainingSettings } from "../../settings/for-rows.ts";
import { concat } from "../concat.ts";
import type { Folds } from "../folds.ts";
import type { RunListener } from "../run-listener.ts";
import type { TestResult } from "../test-result.ts";
import { divide, type FittedLstm, fitLstm, WHOLE } from "./fit-lstm.ts";
import { type FittedNgrams, fitNgrams, type NgramContext } from "./fit-ngrams.ts";
import { type Answers, createAnswers, heldOutFolds, lastPart, measureHeldOut, stackOf } from "./held-out.ts";
import { ListenerQueue } from "./listener-queue.ts";
import { type Refit, refit } from "./refit.ts";
import { searchRate } from "./search-rate.ts";
import { wordVectors } from "./word-vectors.ts";

/** How training went. */
export interface RunTraining {
  /** One record for each epoch of the LSTM that was completed everywhere. */
  readonly history: readonly EpochRecord[];
  /** 1-based, the epoch whose weights the LSTM has; 0 if none was completed. */
  readonly bestEpoch: number;
  /** Whether those weights were the best by the monitored score, rather than the last. */
  readonly isBest: boolean;
  /** `numEpochs`, `signal`, `maxMinutes`, `error`, or the reason that a listener gave, such as `earlyStopping`. */
  readonly stoppedBy: string;
  /** What was asked for and is not in the model, because training was stopped: `lstm`, `refit`. */
  readonly missing: readonly string[];
}

/** Whether it was ended from outside, and can go on. */
export function isInterrupted({ stoppedBy }: RunTraining): boolean {
  return stoppedBy === "signal" || stoppedBy === "maxMinutes";
}

/**
 * What the parts say of rows that they were not trained on; how much each counts was told by the other folds. With early
 * stopping a fold's LSTM has its best epoch on the rows that it answers, which flatters it.
 */
export interface HeldOut extends TestResult {
  /** `[n]`. */
  readonly labels: Int32Array;
  /** The same without the LSTM, where there is more. */
  readonly withoutLstm?: TestResult;
}

export interface FittedParts {
  /** Undefined if nothing became whole. */
  readonly model: TrainedModel | undefined;
  /** What the model would be without its LSTM, where there is more. */
  readonly withoutLstm: NgramClassifier | undefined;
  readonly outOfFold: HeldOut | undefined;
  readonly training: RunTraining;
  readonly learningRateSearch: LearningRateSearch | undefined;
  /** What ended training before its time, other than a signal. */
  readonly failure: unknown;
}

/** By a signal, before any part was whole. */
const STOPPED: FittedParts = {
  ...{ model: undefined, withoutLstm: undefined, outOfFold: undefined, failure: undefined },
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
    return assemble(data, folds, { ...outcome, failure: outcome.failure ?? queue.failure });
  } finally {
    await queue.end();
  }
}

/** What became of the parts. */
interface Outcome {
  readonly ngrams?: FittedNgrams | undefined;
  readonly lstm?: FittedLstm | undefined;
  /** Where that was asked for, and done. */
  readonly learningRateSearch?: LearningRateSearch | undefined;
  /** Whether the LSTM was not trained to its end: it then counts only where there is nothing else. */
  readonly isCut?: boolean;
  readonly failure?: unknown;
  /** On more rows, where that was asked for. */
  readonly again?: Refit;
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
  const isWatched = parts.includes("lstm") && earlyStopping && monitor.startsWith("validation");
  if (!isWatched && parts.length < 2) return;
  const needy = isWatched ? setting("monitor", monitor) : setting("parts", parts.join(","));
  throw new NewsclfError("CONFIG", sentence`${needy} needs folds or validation rows`, {
    fix: sentence`add ${setting("folds", 3)}, or ${setting("split", "80/10/10")}`,
  });
}

function assemble(data: PreparedData, folds: Folds, outcome: Outcome): FittedParts {
  const { ngrams, lstm, learningRateSearch, isCut = false, failure, again } = outcome;
  const { classNames } = data.rows.labelMap;
  const final = isCut && ngrams ? undefined : lstm?.final;
  const answers = heldOutAnswers(data, folds, ngrams, isCut ? undefined : lstm);
  const stack = answers && stackOf(answers);
  const ofNgrams = answers && final && ngrams ? lastPart(answers) : undefined;
  const stackOfNgrams = ofNgrams && stackOf(ofNgrams);

  const weights = again?.parts?.lstm?.weights ?? final?.weights;
  const classifier = weights && new LstmClassifier(lstm!.config, weights);
  const linear = again?.parts?.ngrams ?? ngrams?.classifier;
  const noBias = classNames.map(() => 0);
  // The LSTM's scale is the first, that of the n-grams the last.
  if (stack && classifier) classifier.rescale(stack.scales[0]!, linear ? noBias : stack.bias);
  const { maxLength, readPadding } = data.settings;
  const model: TrainedModel = {
    classNames,
    ...(classifier && { lstm: { classifier, tokenizer: data.tokenizer.toJSON(), maxLength, readPadding } }),
    ...(linear && { ngrams: stack ? linear.rescaled(stack.scales.at(-1)!, stack.bias) : linear }),
  };
  const isStopped = isCut || (again !== undefined && !again.parts);
  return {
    model: classifier || linear ? model : undefined,
    withoutLstm: linear && stackOfNgrams && linear.rescaled(stackOfNgrams.scales[0]!, stackOfNgrams.bias),
    outOfFold:
      answers && stack && folds.folds.length > 0
        ? {
            labels: answers.labels,
            ...measureHeldOut(answers, stack),
            ...(ofNgrams && stackOfNgrams && { withoutLstm: measureHeldOut(ofNgrams, stackOfNgrams) }),
          }
        : undefined,
    training: {
      history: lstm?.history ?? [],
      bestEpoch: final?.bestEpoch ?? 0,
      isBest: final?.isBest ?? false,
      stoppedBy: isStopped ? (failure === undefined ? "signal" : "error") : (final?.stoppedBy ?? "numEpochs"),
      missing: [...(isCut && ngrams ? ["lstm"] : []), ...(again && !again.parts ? ["refit"] : [])],
    },
    ...{ learningRateSearch, failure },
  };
}

/** Undefined where nothing was held out. */
function heldOutAnswers(
  { tokens, rows }: PreparedData,
  { folds }: Folds,
  ngrams: FittedNgrams | undefined,
  lstm: FittedLstm | undefined,
): Answers | undefined {
  const trained = tokens.train.labels;
  if (folds.length === 0) {
    const { labels } = tokens.validation;
    if (labels.length === 0 || !lstm || !ngrams) return undefined;
    const texts = Array.from(rows.splits.validation, (row) => rows.texts[row]!);
    return createAnswers([lstm.final!.answers, ngrams.classifier.logits(texts)], [{ labels, trained }]);
  }
  const parts = [...(lstm ? [lstm.folds.map(({ answers }) => answers)] : []), ...(ngrams ? [ngrams.folds] : [])];
  return parts.length > 0 ? createAnswers(parts.map(concat), heldOutFolds(folds, trained)) : undefined;
}
