// The n-grams' linear model: a job a fold and one on all training rows.

import { type Fold, range } from "@newsclf/dataset";
import { NgramClassifier } from "@newsclf/model";
import { fitsLinear } from "@newsclf/training";
import { goldOf } from "../../data/labels/gold.ts";
import type { PreparedData } from "../../data/prepare-data.ts";
import type { OnProgress } from "../../progress.ts";
import type { TrainingSettings } from "../../settings/for-rows.ts";
import { concat } from "../concat.ts";
import type { Folds } from "../folds.ts";
import { createAnswers, heldOutFolds, stackedLoss } from "../held-out/answers.ts";
import type { JobRunner } from "../jobs/job.ts";
import type { NgramJob, NgramResult } from "../jobs/ngram-job.ts";
import { ngramTexts } from "./ngram-rows.ts";

/** Inverse strengths of the regularisation that folds choose from, and the one without folds. */
const CANDIDATES = [10, 3, 1, 0.3];
const USUAL = 3;
/** Nothing is tried where a fit takes minutes: above one part in so many of what can be fitted at all. */
const QUICK = 4;
/** So many held-out rows tell which of them is best. */
const ENOUGH_ROWS = 3000;

export interface FittedNgrams {
  /** Fitted on all training rows. */
  readonly classifier: NgramClassifier;
  /** Inverse strength. */
  readonly regularization: number;
  /** For each fold, the logits of what it held out. */
  readonly folds: readonly Float32Array[];
}

export interface NgramContext {
  readonly runner: JobRunner;
  readonly onProgress: OnProgress | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * @param vectors - Row-major `[V, E]`; undefined where nothing is known of what words are like. N-grams are counted meanwhile.
 * @returns Undefined if the signal stopped it.
 */
export async function fitNgrams(
  data: PreparedData,
  { folds }: Folds,
  { seed, maxNgrams, ngramRegularization }: TrainingSettings,
  vectors: Promise<Float32Array | undefined>,
  context: NgramContext,
): Promise<FittedNgrams | undefined> {
  context.onProgress?.({ step: "counting n-grams", done: 0, total: undefined });
  const { features, rows, numColumns, ofFeatures } = await ngramTexts(data, vectors);
  const gold = goldOf(data, "train");
  const { labels } = gold;
  const numClasses = data.rows.labelMap.classNames.length;
  const ofAll: Fold = { train: range(labels.length), test: new Int32Array() };
  const job = (inverseRegularization: number, { train, test }: Fold): NgramJob => ({
    ...{ kind: "ngrams", rows, gold, numFeatures: numColumns, numClasses, seed, inverseRegularization },
    ...{ examples: train, asked: test },
  });

  const isQuick = fitsLinear(labels.length * QUICK, numClasses);
  const others = folds.length > 0 && isQuick ? CANDIDATES : [USUAL];
  const candidates = ngramRegularization === null ? others : [ngramRegularization];
  // One candidate needs no trial, and no fold is fitted twice.
  const tried = candidates.length === 1 ? [] : folds.slice(0, Math.ceil((folds.length * ENOUGH_ROWS) / labels.length));
  const trials = await runJobs(
    candidates.flatMap((candidate) => tried.map((fold) => job(candidate, fold))),
    "choosing the regularisation",
    context,
  );
  if (trials === undefined) return undefined;
  const byCandidate = candidates.map((candidate, i) => {
    const answers = trials.slice(i * tried.length, (i + 1) * tried.length).map((trial) => trial.answers);
    const loss = tried.length > 0 ? stackedLoss(createAnswers([concat(answers)], heldOutFolds(tried, gold))) : 0;
    return { candidate, answers, loss };
  });
  const best = byCandidate.reduce((least, other) => (other.loss < least.loss ? other : least));

  const untried = folds.slice(tried.length);
  const results = await runJobs(
    [ofAll, ...untried].map((fold) => job(best.candidate, fold)),
    "fitting n-grams",
    context,
  );
  if (results === undefined) return undefined;
  const [final, ...ofUntried] = results;
  const { weights, bias } = ofFeatures(final!.model!);
  const classifier = new NgramClassifier(features, weights, Float32Array.from(bias)).pruned(maxNgrams);
  return {
    classifier,
    regularization: best.candidate,
    folds: [...best.answers, ...ofUntried.map(({ answers }) => answers)],
  };
}

/** Undefined if the signal stopped one. */
async function runJobs(
  jobs: readonly NgramJob[],
  step: string,
  { runner, onProgress, signal }: NgramContext,
): Promise<readonly NgramResult[] | undefined> {
  const shares = jobs.map(() => 0);
  const onStep = (i: number) => (done: number) => {
    shares[i] = done;
    onProgress?.({ step, done: shares.reduce((sum, share) => sum + share, 0), total: jobs.length });
  };
  const results = await runner.run(
    jobs,
    jobs.map((_, i) => ({ signal, onStep: onStep(i) })),
  );
  return results.some(({ isStopped }) => isStopped) ? undefined : results;
}
