// Each part by itself, and how much each counts.

import { evaluatePrediction, predictionFromLogits } from "@newsclf/evaluation";
import { LstmClassifier, type NgramClassifier, type TrainedModel } from "@newsclf/model";
import { type EpochRecord, fitStack, type Stack, stackLogits } from "@newsclf/training";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { PreparedData } from "../../data/prepare-data.ts";
import type { TrainingSettings } from "../../settings/training-settings.ts";
import { concat } from "../concat.ts";
import { type Folds, goldOf } from "../folds.ts";
import type { TestResult } from "../test-result.ts";
import { type FittedLstm, fitLstm, type LstmContext } from "./fit-lstm.ts";
import { type FittedNgrams, fitNgrams, type NgramContext } from "./fit-ngrams.ts";
import { type RefittedParts, refit } from "./refit.ts";
import { wordVectors } from "./word-vectors.ts";

/** How training went. */
export interface RunTraining {
  /** One record for each epoch of the LSTM that was completed everywhere. */
  readonly history: readonly EpochRecord[];
  /** 1-based, the epoch whose weights the LSTM has; 0 if none was completed. */
  readonly bestEpoch: number;
  /** `numEpochs`, `signal`, or the reason that a listener gave, such as `earlyStopping`. */
  readonly stoppedBy: string;
  /** What was asked for and is not in the model, because training was stopped: `lstm`, `refit`. */
  readonly missing: readonly string[];
}

/** What the parts say of rows that they were not trained on. */
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
  /** What ended training before its time, other than a signal. */
  readonly failure: unknown;
}

/** By a signal, before any part was whole. */
const STOPPED: FittedParts = {
  ...{ model: undefined, withoutLstm: undefined, outOfFold: undefined, failure: undefined },
  training: { history: [], bestEpoch: 0, stoppedBy: "signal", missing: [] },
};

export async function fitParts(
  data: PreparedData,
  folds: Folds,
  settings: TrainingSettings,
  context: LstmContext & NgramContext,
): Promise<FittedParts> {
  const wants = (part: "lstm" | "ngrams"): boolean => settings.parts.includes(part);
  const vectors = wordVectors(data, settings, context);
  const ngrams = wants("ngrams") ? await fitNgrams(data, folds, settings, vectors, context) : undefined;
  if (wants("ngrams") && ngrams === undefined) return STOPPED;
  const lstm = wants("lstm") ? await fitLstm(data, folds, settings, await vectors, context) : undefined;
  const isCut = lstm !== undefined && (lstm.failure !== undefined || !isWhole(lstm));
  if (!settings.refit || isCut || data.tokens.validation.labels.length === 0) {
    return assemble(data, folds, ngrams, lstm, isCut);
  }
  const refitted = await refit(data, settings, ngrams, lstm, vectors, context);
  return assemble(data, folds, ngrams, lstm, isCut, refitted ?? "stopped");
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

/**
 * @param isCut - Whether the LSTM was not trained to its end: it then counts only where there is nothing else.
 * @param refitted - What stands in the model instead of the parts that were measured.
 */
function assemble(
  data: PreparedData,
  folds: Folds,
  ngrams: FittedNgrams | undefined,
  lstm: FittedLstm | undefined,
  isCut: boolean,
  refitted?: RefittedParts | "stopped",
): FittedParts {
  const { classNames } = data.rows.labelMap;
  const again = refitted === "stopped" ? undefined : refitted;
  const final = isCut && ngrams ? undefined : (again?.lstm ?? lstm?.final);
  const finalNgrams = again?.ngrams ?? ngrams?.classifier;
  const answers = heldOutAnswers(data, folds, ngrams, isCut ? undefined : lstm);
  const stack = (parts: readonly Float32Array[]): Stack | undefined =>
    answers && parts.length > 0 ? fitStack(parts, answers.stackable.labels, classNames.length) : undefined;
  const whole = answers && stack(answers.stackable.parts);
  const alone = final && ngrams && answers ? stack(answers.stackable.parts.slice(-1)) : undefined;

  const classifier = final && new LstmClassifier(lstm!.config, final.weights);
  const noBias = classNames.map(() => 0);
  // The LSTM's scale is the first, that of the n-grams the last.
  if (whole && classifier) classifier.rescale(whole.scales[0]!, ngrams ? noBias : whole.bias);
  const { maxLength, readPadding } = data.settings;
  const model: TrainedModel = {
    classNames,
    ...(classifier && { lstm: { classifier, tokenizer: data.tokenizer.toJSON(), maxLength, readPadding } }),
    ...(finalNgrams && { ngrams: whole ? finalNgrams.rescaled(whole.scales.at(-1)!, whole.bias) : finalNgrams }),
  };
  return {
    model: classifier || ngrams ? model : undefined,
    withoutLstm: finalNgrams && alone && finalNgrams.rescaled(alone.scales[0]!, alone.bias),
    outOfFold:
      whole && answers && folds.folds.length > 0 ? measure(answers, whole, alone, classNames.length) : undefined,
    training: {
      history: lstm?.history ?? [],
      bestEpoch: final ? lstm!.final!.bestEpoch : 0,
      stoppedBy: refitted === "stopped" ? "signal" : lstm ? (lstm.final?.stoppedBy ?? "signal") : "numEpochs",
      missing: [...(lstm && !final ? ["lstm"] : []), ...(refitted === "stopped" ? ["refit"] : [])],
    },
    failure: lstm?.failure,
  };
}

/** Logits of each part, the LSTM first, on rows that it was not trained on. */
interface Answers {
  readonly labels: Int32Array;
  readonly parts: readonly Float32Array[];
  /** Those of classes that the part had seen: of others it can know nothing. */
  readonly stackable: Pick<Answers, "labels" | "parts">;
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
    return withStackable(labels, [lstm.final!.answers, ngrams.classifier.logits(texts)], [[labels.length, trained]]);
  }
  const labels = goldOf(folds, trained);
  const parts = [...(lstm ? [lstm.folds.map(({ answers }) => answers)] : []), ...(ngrams ? [ngrams.folds] : [])];
  return withStackable(
    labels,
    parts.map(concat),
    folds.map(({ train, test }) => [test.length, train.map((i) => trained[i]!)]),
  );
}

/** @param blocks - How many of the rows belong together, and the labels that were trained on for them. */
function withStackable(
  labels: Int32Array,
  parts: readonly Float32Array[],
  blocks: readonly (readonly [size: number, trained: Int32Array])[],
): Answers {
  const known = blocks.flatMap(([size, trained]) => {
    const classes = new Set(trained);
    return Array.from({ length: size }, () => classes);
  });
  const kept = [...labels.keys()].filter((row) => known[row]!.has(labels[row]!));
  const numClasses = (parts[0]?.length ?? 0) / labels.length;
  const pick = (logits: Float32Array): Float32Array => {
    const picked = new Float32Array(kept.length * numClasses);
    kept.forEach((row, i) => {
      picked.set(logits.subarray(row * numClasses, (row + 1) * numClasses), i * numClasses);
    });
    return picked;
  };
  const stackable = { labels: Int32Array.from(kept, (row) => labels[row]!), parts: parts.map(pick) };
  return { labels, parts, stackable };
}

function measure({ labels, parts }: Answers, whole: Stack, alone: Stack | undefined, numClasses: number): HeldOut {
  const evaluate = (logits: Float32Array): TestResult => {
    const prediction = predictionFromLogits(logits, numClasses);
    return { prediction, evaluation: evaluatePrediction(prediction, labels, numClasses) };
  };
  return {
    labels,
    ...evaluate(stackLogits(parts, whole)),
    ...(alone && { withoutLstm: evaluate(stackLogits(parts.slice(-1), alone)) }),
  };
}
