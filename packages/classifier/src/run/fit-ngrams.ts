// The n-grams' linear model: a job a fold and one on all training rows.

import { range } from "@newsclf/dataset";
import { evaluatePrediction, predictionFromLogits } from "@newsclf/evaluation";
import { buildNgrams, NgramClassifier } from "@newsclf/model";
import { fitStack, stackLogits } from "@newsclf/training";
import type { PreparedData } from "../data/prepare-data.ts";
import type { OnProgress } from "../progress.ts";
import type { TrainingSettings } from "../settings/training-settings.ts";
import { concat } from "./concat.ts";
import { type Folds, goldOf } from "./folds.ts";
import type { JobRunner } from "./jobs/job.ts";
import type { NgramJob, NgramResult } from "./jobs/ngram-job.ts";

/** Inverse strengths of the regularisation, tried until one is worse than the one before it. */
const CANDIDATES = [3, 1, 0.3];

export interface FittedNgrams {
  /** Fitted on all training rows. */
  readonly classifier: NgramClassifier;
  /** For each fold, the logits of what it held out. */
  readonly folds: readonly Float32Array[];
}

export interface NgramContext {
  readonly runner: JobRunner;
  readonly onProgress: OnProgress | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Undefined if the signal stopped it. */
export async function fitNgrams(
  { rows, tokens }: PreparedData,
  { folds }: Folds,
  { seed, maxNgrams, ngramRegularization }: TrainingSettings,
  { runner, onProgress, signal }: NgramContext,
): Promise<FittedNgrams | undefined> {
  onProgress?.({ step: "counting n-grams", done: 0, total: undefined });
  const texts = Array.from(rows.splits.train, (row) => rows.texts[row]!);
  const features = buildNgrams(texts);
  const sparse = features.rows(texts);
  const numClasses = rows.labelMap.classNames.length;
  const { labels } = tokens.train;
  const job = (inverseRegularization: number, examples: Int32Array, asked: Int32Array): NgramJob => ({
    ...{ kind: "ngrams", rows: sparse, labels, numFeatures: features.size, numClasses, seed },
    ...{ inverseRegularization, examples, asked },
  });
  const run = async (jobs: readonly NgramJob[], step: string): Promise<NgramResult[] | undefined> => {
    const shares = jobs.map(() => 0);
    const onStep = (i: number) => (done: number) => {
      shares[i] = done;
      onProgress?.({ step, done: shares.reduce((sum, share) => sum + share, 0), total: jobs.length });
    };
    const results = await runner.run(
      jobs,
      jobs.map((_, i) => ({ signal, onStep: onStep(i) })),
    );
    return results.every(({ model }) => model !== undefined) ? results : undefined;
  };
  /** The answers of each fold, and how well they fit with the scale and the bias that fit them best. */
  const tryOut = async (candidate: number): Promise<Tried | undefined> => {
    const jobs = folds.map(({ train, test }) => job(candidate, train, test));
    const results = await run(jobs, "fitting n-grams to folds");
    if (results === undefined) return undefined;
    const answers = results.map((result) => result.answers);
    return { candidate, answers, loss: folds.length > 0 ? stackedLoss(concat(answers), gold, numClasses) : 0 };
  };
  const gold = goldOf(folds, labels);
  const candidates =
    ngramRegularization !== null ? [ngramRegularization] : folds.length > 0 ? CANDIDATES : [CANDIDATES[0]!];
  let best: Tried | undefined;
  for (const candidate of candidates) {
    const tried = await tryOut(candidate);
    if (tried === undefined) return undefined;
    if (best !== undefined && tried.loss >= best.loss) break;
    best = tried;
  }
  const { candidate, answers } = best!;
  const last = await run([job(candidate, range(texts.length), new Int32Array())], "fitting n-grams");
  if (last === undefined) return undefined;
  const { weights, bias } = last[0]!.model!;
  const classifier = new NgramClassifier(features, weights, Float32Array.from(bias)).pruned(maxNgrams);
  return { classifier, folds: answers };
}

interface Tried {
  readonly candidate: number;
  readonly answers: readonly Float32Array[];
  readonly loss: number;
}

function stackedLoss(logits: Float32Array, gold: Int32Array, numClasses: number): number {
  const stacked = stackLogits([logits], fitStack([logits], gold, numClasses));
  return evaluatePrediction(predictionFromLogits(stacked, numClasses), gold, numClasses).loss;
}
