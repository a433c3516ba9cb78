// The n-grams' linear model: a job a fold and one on all training rows.

import { range } from "@newsclf/dataset";
import { evaluatePrediction, predictionFromLogits } from "@newsclf/evaluation";
import { buildNgrams, NgramClassifier, type NgramFeatures } from "@newsclf/model";
import { addVectorColumns, centreVectors, fitStack, shareWeights, stackLogits } from "@newsclf/training";
import type { PreparedData } from "../data/prepare-data.ts";
import type { OnProgress } from "../progress.ts";
import type { TrainingSettings } from "../settings/training-settings.ts";
import { concat } from "./concat.ts";
import { type Folds, goldOf } from "./folds.ts";
import type { JobRunner } from "./jobs/job.ts";
import type { NgramJob, NgramResult } from "./jobs/ngram-job.ts";

/** Inverse strengths of the regularisation, tried until one is worse than the one before it. */
const CANDIDATES = [3, 1, 0.3];

/**
 * How much weight words that are like each other share, by out-of-fold loss and accuracy: little where only the training texts
 * say what words are like, more where others do.
 */
const SHARED = { own: 0.25, others: 0.7 };

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

/**
 * @param vectors - Row-major `[V, E]`; undefined where nothing is known of what words are like.
 * @returns Undefined if the signal stopped it.
 */
export async function fitNgrams(
  { rows, tokens, wholeTexts, tokenizer }: PreparedData,
  { folds }: Folds,
  { seed, maxNgrams, ngramRegularization, embeddingSize }: TrainingSettings,
  vectors: Float32Array | undefined,
  { runner, onProgress, signal }: NgramContext,
): Promise<FittedNgrams | undefined> {
  onProgress?.({ step: "counting n-grams", done: 0, total: undefined });
  const texts = Array.from(rows.splits.train, (row) => rows.texts[row]!);
  const ids = vectors ? idsWithVector(vectors, embeddingSize) : [];
  const words = ids.map((id) => tokenizer.vocab[id]!);
  const features = buildNgrams(texts, words);
  const hasOthers = rows.vectors !== undefined || wholeTexts.offsets.length - 1 > texts.length;
  const ownRows = features.rows(texts);
  const likeness = vectors && { rowOf: rowsOfWords(features, words, ids), table: vectors, size: embeddingSize };
  const shared = likeness && centreVectors(likeness, ownRows, hasOthers ? SHARED.others : SHARED.own);
  const sparse = shared ? addVectorColumns(ownRows, shared) : ownRows;
  const numClasses = rows.labelMap.classNames.length;
  const { labels } = tokens.train;
  const job = (inverseRegularization: number, examples: Int32Array, asked: Int32Array): NgramJob => ({
    ...{ kind: "ngrams", rows: sparse, labels, numFeatures: features.size + (shared?.size ?? 0), numClasses, seed },
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
  const model = last[0]!.model!;
  const { weights, bias } = shared ? shareWeights(model, shared) : model;
  const classifier = new NgramClassifier(features, weights, Float32Array.from(bias)).pruned(maxNgrams);
  return { classifier, folds: answers };
}

/** @param table - Row-major `[V, E]`; a row of zeros is none. */
function idsWithVector(table: Float32Array, size: number): number[] {
  const ids = Array.from({ length: table.length / size }, (_, id) => id);
  return ids.filter((id) => table.subarray(id * size, (id + 1) * size).some((value) => value !== 0));
}

/** The row of each feature that is one of the words. @param ids - Of the words, their rows. */
function rowsOfWords(features: NgramFeatures, words: readonly string[], ids: readonly number[]): Int32Array {
  const rowOf = new Int32Array(features.size).fill(-1);
  words.forEach((word, i) => {
    const feature = features.ofWord(word);
    // Of words that differ in what n-grams do not look at, the first counts, which is the most frequent.
    if (feature >= 0 && rowOf[feature] === -1) rowOf[feature] = ids[i]!;
  });
  return rowOf;
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
