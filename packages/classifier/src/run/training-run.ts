// One run: a model for prepared data, trained and measured. Nothing here knows of files.

import type { SplitName } from "@newsclf/dataset";
import { type Evaluation, evaluatePrediction, type Prediction } from "@newsclf/evaluation";
import { type ClassifierConfig, createClassifier, summarize, type TrainedModel } from "@newsclf/model";
import {
  AdamW,
  createBestWeights,
  createEarlyStopping,
  createTrainer,
  type FitResult,
  fitLinearBaseline,
  type Listener,
  type OnBatch,
  predict,
  singleLabel,
} from "@newsclf/training";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { PreparedData } from "../data/prepare-data.ts";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";
import { measuringBatches, trainingBatches } from "./batches.ts";

/** Of a parameter: itself, two running means, its gradient, and a copy of the best; 4 bytes each. */
const BYTES_PER_PARAM = 20;

/** A model and what happens to it. */
export interface TrainingRun {
  readonly model: TrainedModel;
  /** Leaves the weights of the best epoch in the model, if the settings want them. @param listeners - Told of steps and epochs. */
  fit(listeners: readonly Listener[], signal?: AbortSignal): Promise<FitResult>;
  /** Measures the model on the test split. */
  test(onBatch?: OnBatch): Promise<TestResult>;
  /** What the model has to beat, measured on the same texts. */
  testBaseline(): Evaluation;
}

export interface TestResult {
  readonly prediction: Prediction;
  readonly evaluation: Evaluation;
}

/**
 * Makes a model with starting weights, on the backend that is selected.
 *
 * @param memoryBytes - What the machine has, if anybody knows.
 * @throws NewsclfError `CONFIG` for sizes that do not fit the data or the memory.
 */
export function createRun(data: PreparedData, settings: ResolvedSettings, memoryBytes?: number): TrainingRun {
  const { rows, tokenizer, tokens } = data;
  const { seed, maxLength, readPadding } = settings;
  const batches = trainingBatches(tokens.train, settings);
  const { classNames } = rows.labelMap;
  const [vocabSize, numClasses] = [tokenizer.vocabSize, classNames.length];
  const config = { ...settings, vocabSize, numClasses };
  checkMemory(config, memoryBytes);
  const classifier = createClassifier(config, seed);
  const measuring = (name: SplitName) => measuringBatches(tokens[name], settings);
  return {
    model: { classifier, classNames, tokenizer: tokenizer.toJSON(), maxLength, readPadding },
    async fit(listeners, signal) {
      const optimizer = new AdamW(classifier.params, settings);
      const bestWeights = createBestWeights();
      const trainer = createTrainer(classifier, {
        ...{ train: batches, validation: measuring("validation"), task: singleLabel, optimizer },
        ...{ numEpochs: settings.numEpochs, learningRate: settings.learningRate, monitor: settings.monitor, seed },
        maxGradNorm: settings.maxGradNorm ?? undefined,
        listeners: [...(settings.restoreBestWeights ? [bestWeights] : []), createEarlyStopping(settings), ...listeners],
      });
      return trainer.run(signal).finally(() => {
        bestWeights.restoreInto(classifier);
        optimizer.dispose();
      });
    },
    async test(onBatch) {
      const prediction = await predict(classifier, measuring("test"), onBatch);
      return { prediction, evaluation: evaluatePrediction(prediction, tokens.test.labels, numClasses) };
    },
    testBaseline: () => fitLinearBaseline(tokens.train, { vocabSize, numClasses, seed }).evaluate(tokens.test),
  };
}

/** Says at once what would else end the process in the middle. */
function checkMemory(config: ClassifierConfig, memoryBytes = Number.POSITIVE_INFINITY): void {
  const { numParams } = summarize(config);
  const needed = numParams * BYTES_PER_PARAM;
  if (needed < memoryBytes) return;
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  const model = `a model of ${numParams.toLocaleString("en-US")} parameters`;
  throw new NewsclfError(
    "CONFIG",
    `${model} needs ${gigabytes(needed)} to train; this machine has ${gigabytes(memoryBytes)}`,
    {
      fix: sentence`choose a smaller ${setting("hiddenSize")}, ${setting("embeddingSize")} or ${setting("maxVocabSize")}`,
    },
  );
}
