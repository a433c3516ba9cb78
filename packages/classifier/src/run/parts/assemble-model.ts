// Parts that are trained, as one model: how much each counts, and how sure the sum may be.

import { foldScores, type LabelSets } from "@newsclf/evaluation";
import { LstmClassifier, type TrainedModel } from "@newsclf/model";
import {
  CALIBRATION_METHODS,
  type Calibration,
  fitCalibration,
  type HeldOutLogits,
  type LearningRateSearch,
  type Stack,
} from "@newsclf/training";
import { goldOf } from "../../data/labels/gold.ts";
import type { PreparedData } from "../../data/prepare-data.ts";
import type { TrainingSettings } from "../../settings/for-rows.ts";
import { concat } from "../concat.ts";
import type { Folds } from "../folds.ts";
import { abstentionOf } from "../held-out/abstention.ts";
import { type Answers, createAnswers, heldOutFolds, heldOutLogits, lastPart, stackOf } from "../held-out/answers.ts";
import { measureHeldOut } from "../held-out/measure.ts";
import { bestThresholds } from "../held-out/thresholds.ts";
import type { TestResult } from "../test-result.ts";
import type { FittedLstm } from "./fit-lstm.ts";
import type { FittedNgrams } from "./fit-ngrams.ts";
import type { FittedParts, HeldOut } from "./fitted-parts.ts";
import type { Refit } from "./refit.ts";

/** What became of the parts. */
export interface Outcome {
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

export function assembleModel(data: PreparedData, folds: Folds, outcome: Outcome): FittedParts {
  const { ngrams, lstm, learningRateSearch, isCut = false, failure, again } = outcome;
  const { sets } = data.rows;
  const { classNames } = data.rows.labelMap;
  const numClasses = classNames.length;
  const final = isCut && ngrams ? undefined : lstm?.final;
  const answers = heldOutAnswers(data, folds, ngrams, isCut ? undefined : lstm);
  // One part alone that no fold has answered for counts as it is.
  const stack = answers && (folds.folds.length > 0 || answers.parts.length > 1) ? stackOf(answers) : undefined;
  const heldOut = answers && heldOutLogits(answers, stack);
  const ofNgrams = answers && final && ngrams ? lastPart(answers) : undefined;
  const stackOfNgrams = ofNgrams && stackOf(ofNgrams);
  const heldOutOfNgrams = ofNgrams && stackOfNgrams && heldOutLogits(ofNgrams, stackOfNgrams);
  const alone = heldOutOfNgrams && measureHeldOut(heldOutOfNgrams, answers!.folds, sets);

  const weights = again?.parts?.lstm?.weights ?? final?.weights;
  const classifier = weights && new LstmClassifier(lstm!.config, weights);
  const linear = again?.parts?.ngrams ?? ngrams?.classifier;
  const noBias = classNames.map(() => 0);
  const calibration = heldOut && calibrationOf(heldOut, numClasses, data.settings.calibration);
  const abstention = abstentionOf(data.settings.abstainBelow, heldOut, calibration);
  const last = lastStep(numClasses, stack, calibration);
  // The LSTM's scale is the first, that of the n-grams the last.
  if (last && classifier) classifier.rescale(last.scales(0), linear ? noBias : last.bias);
  const { maxLength, readPadding } = data.settings;
  const model: TrainedModel = {
    classNames,
    ...(abstention && { abstainBelow: abstention.threshold }),
    ...(sets && { thresholds: bestThresholds(heldOut, calibration, numClasses) }),
    ...(classifier && { lstm: { classifier, tokenizer: data.tokenizer.toJSON(), maxLength, readPadding } }),
    ...(linear && { ngrams: last ? linear.rescaled(last.scales(-1), last.bias) : linear }),
  };
  const isStopped = isCut || (again !== undefined && !again.parts);
  return {
    model: classifier || linear ? model : undefined,
    withoutLstm: linear &&
      stackOfNgrams && {
        classNames,
        ngrams: linear.rescaled(filled(numClasses, stackOfNgrams.scales[0]!), stackOfNgrams.bias),
        ...(sets && { thresholds: bestThresholds(heldOutOfNgrams, undefined, numClasses) }),
      },
    outOfFold:
      heldOut && stack && folds.folds.length > 0 ? outOfFoldOf(folds, heldOut, answers.folds, alone, sets) : undefined,
    ...{ calibration, abstention },
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

function outOfFoldOf(
  { folds }: Folds,
  heldOut: HeldOutLogits,
  places: readonly Int32Array[],
  withoutLstm: TestResult | undefined,
  sets: LabelSets | undefined,
): HeldOut {
  const { labels } = heldOut.gold;
  const measured = measureHeldOut(heldOut, places, sets);
  const ofRows = concatRows(folds.map(({ test }, i) => test.map(() => i)));
  return {
    ...{ labels, rows: concatRows(folds.map(({ test }) => test)), folds: ofRows },
    scores: foldScores(measured.prediction, labels, ofRows, measured.evaluation.perClass.length, sets),
    ...measured,
    ...(withoutLstm && { withoutLstm }),
  };
}

function concatRows(lists: readonly Int32Array[]): Int32Array {
  return Int32Array.from(lists.flatMap((list) => [...list]));
}

/** Scales of each part and the bias of all, with a stack and a calibration after it. */
function lastStep(
  numClasses: number,
  stack: Stack | undefined,
  calibration: Calibration | undefined,
): { scales(part: number): number[]; readonly bias: number[] } | undefined {
  if (!stack && !calibration) return undefined;
  const { scales = filled(numClasses, 1), bias = filled(numClasses, 0) } = calibration ?? {};
  return {
    scales: (part) => scales.map((scale) => scale * (stack?.scales.at(part) ?? 1)),
    bias: bias.map((value, c) => scales[c]! * (stack?.bias[c] ?? 0) + value),
  };
}

function filled(length: number, value: number): number[] {
  return new Array<number>(length).fill(value);
}

/** Undefined where the logits are best as they are. */
function calibrationOf(
  heldOut: HeldOutLogits,
  numClasses: number,
  asked: TrainingSettings["calibration"],
): Calibration | undefined {
  if (heldOut.rows.length === 0) return undefined;
  const calibration = fitCalibration(heldOut, numClasses, asked === "auto" ? CALIBRATION_METHODS : [asked]);
  return calibration.method === "none" ? undefined : calibration;
}

/** Undefined where nothing was held out. */
function heldOutAnswers(
  data: PreparedData,
  { folds }: Folds,
  ngrams: FittedNgrams | undefined,
  lstm: FittedLstm | undefined,
): Answers | undefined {
  const { tokens, rows } = data;
  if (folds.length === 0) {
    const gold = goldOf(data, "validation");
    const texts = Array.from(rows.splits.validation, (row) => rows.texts[row]!);
    const parts = [...(lstm ? [lstm.final!.answers] : []), ...(ngrams ? [ngrams.classifier.logits(texts)] : [])];
    const isTold = gold.labels.length > 0 && parts.length > 0;
    return isTold ? createAnswers(parts, [{ gold, trained: tokens.train.labels }]) : undefined;
  }
  const parts = [...(lstm ? [lstm.folds.map(({ answers }) => answers)] : []), ...(ngrams ? [ngrams.folds] : [])];
  return parts.length > 0 ? createAnswers(parts.map(concat), heldOutFolds(folds, goldOf(data, "train"))) : undefined;
}
