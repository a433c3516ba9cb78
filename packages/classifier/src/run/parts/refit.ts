// Trains parts again, on the training and the validation rows together.

import type { NgramClassifier } from "@newsclf/model";
import { joinLabelled } from "../../data/join-texts.ts";
import type { PreparedData } from "../../data/prepare-data.ts";
import type { TrainingSettings } from "../../settings/for-rows.ts";
import type { LstmResult } from "../jobs/lstm-job.ts";
import { type FittedLstm, fitLstm, type LstmContext, type Stage } from "./fit-lstm.ts";
import { type FittedNgrams, fitNgrams, type NgramContext } from "./fit-ngrams.ts";

const NO_FOLDS = { folds: [], rareClasses: [] };

/** What the first training left. */
interface Fitted {
  readonly ngrams: FittedNgrams | undefined;
  readonly lstm: FittedLstm | undefined;
  readonly vectors: Promise<Float32Array | undefined>;
}

export interface Refit {
  /** Undefined if training ended before its time. */
  readonly parts: { readonly ngrams: NgramClassifier | undefined; readonly lstm: LstmResult | undefined } | undefined;
  /** What ended it, other than a signal. */
  readonly failure: unknown;
}

/** With what the first training found best: the n-grams' regularisation, and the number of epochs. */
export async function refit(
  data: PreparedData,
  settings: TrainingSettings,
  { ngrams, lstm, vectors }: Fitted,
  context: LstmContext & NgramContext,
  stage: Stage,
): Promise<Refit> {
  const all = withValidation(data);
  const ofNgrams = { ...settings, ngramRegularization: ngrams?.regularization ?? null };
  const ofLstm = { ...settings, numEpochs: Math.max(1, lstm?.final?.bestEpoch ?? 1), earlyStopping: false };
  try {
    const newNgrams = ngrams && (await fitNgrams(all, NO_FOLDS, ofNgrams, vectors, context));
    if (ngrams && !newNgrams) return { parts: undefined, failure: undefined };
    const newLstm = lstm && (await fitLstm(all, NO_FOLDS, ofLstm, await vectors, context, stage));
    const isWhole =
      newLstm === undefined || (newLstm.failure === undefined && newLstm.final?.stoppedBy === "numEpochs");
    return {
      parts: isWhole ? { ngrams: newNgrams?.classifier, lstm: newLstm?.final } : undefined,
      failure: newLstm?.failure,
    };
  } catch (failure) {
    // The first training is whole.
    return { parts: undefined, failure };
  }
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
