import { createLoader, type TokenDataset } from "@newsclf/dataset";
import type { Evaluation, Prediction } from "@newsclf/evaluation";
import {
  type ClassifierConfig,
  createClassifier,
  DEFAULT_CLASSIFIER_CONFIG,
  type LstmClassifier,
} from "@newsclf/model";
import { loadModel } from "@newsclf/model/node";
import { evaluate, type FitResult, fit, type Listener, predict, type Trainable } from "@newsclf/training";

const data: TokenDataset = {
  tokenIds: new Int32Array([2, 3]),
  offsets: new Int32Array([0, 1, 2]),
  labels: new Int32Array([0, 1]),
};
const config: ClassifierConfig = { ...DEFAULT_CLASSIFIER_CONFIG, vocabSize: 4, numClasses: 2 };
const model: LstmClassifier = createClassifier(config, 1);
// The classifier is trainable without either package knowing the other.
const trainable: Trainable = model;
const loader = createLoader(data, { batchSize: 2, shuffle: true, seed: 1 });
const listener: Listener = { name: "one step", onStep: (_, trainer) => trainer.stop("enough") };
export const fitted: Promise<FitResult> = fit(trainable, {
  train: loader,
  numEpochs: 1,
  seed: 1,
  listeners: [listener],
});
export const predicted: Promise<Prediction> = predict(model, loader);
export const evaluated: Promise<Evaluation> = evaluate(model, loader);
export const loaded: ReturnType<typeof loadModel> = loadModel("model");

// @ts-expect-error: the seed of the dropout masks is required.
fit(model, { train: loader, numEpochs: 1 });
