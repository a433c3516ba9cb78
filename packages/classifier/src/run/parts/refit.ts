// Trains parts again, on the training and the validation rows together.

import type { NgramClassifier } from "@newsclf/model";
import { joinLabelled } from "../../data/join-texts.ts";
import type { PreparedData } from "../../data/prepare-data.ts";
import type { TrainingSettings } from "../../settings/training-settings.ts";
import type { LstmResult } from "../jobs/lstm-job.ts";
import { type FittedLstm, fitLstm, type LstmContext, onlySteps } from "./fit-lstm.ts";
import { type FittedNgrams, fitNgrams, type NgramContext } from "./fit-ngrams.ts";

const NO_FOLDS = { folds: [], rareClasses: [] };

export interface RefittedParts {
  readonly ngrams: NgramClassifier | undefined;
  readonly lstm: LstmResult | undefined;
}

/** With what the first training found best: the n-grams' regularisation, and the number of epochs. Undefined if a signal stopped it. */
export async function refit(
  data: PreparedData,
  settings: TrainingSettings,
  ngrams: FittedNgrams | undefined,
  lstm: FittedLstm | undefined,
  vectors: Promise<Float32Array | undefined>,
  context: LstmContext & NgramContext,
): Promise<RefittedParts | undefined> {
  const all = withValidation(data);
  const ofNgrams = { ...settings, ngramRegularization: ngrams?.regularization ?? null };
  const newNgrams = ngrams && (await fitNgrams(all, NO_FOLDS, ofNgrams, vectors, context));
  if (ngrams && !newNgrams) return undefined;
  const ofLstm = { ...settings, numEpochs: Math.max(1, lstm?.final?.bestEpoch ?? 1), earlyStopping: false };
  const quiet = { ...context, listeners: onlySteps(context.listeners) };
  const newLstm = lstm && (await fitLstm(all, NO_FOLDS, ofLstm, await vectors, quiet));
  if (newLstm?.failure !== undefined) throw newLstm.failure;
  if (newLstm?.final?.stoppedBy === "signal") return undefined;
  return { ngrams: newNgrams?.classifier, lstm: newLstm?.final };
}

function withValidation({ rows, tokens, ...data }: PreparedData): PreparedData {
  const { train, validation, test } = rows.splits;
  const none = new Int32Array();
  return {
    ...data,
    rows: { ...rows, splits: { train: Int32Array.from([...train, ...validation]), validation: none, test } },
    tokens: {
      train: joinLabelled(tokens.train, tokens.validation),
      validation: { tokenIds: none, offsets: Int32Array.of(0), labels: none },
      test: tokens.test,
    },
  };
}
