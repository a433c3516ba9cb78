import "@tensorflow/tfjs-backend-cpu";
import { createLoader } from "@newsclf/dataset";
import { evaluatePrediction } from "@newsclf/evaluation";
import { createClassifier, DEFAULT_CLASSIFIER_CONFIG } from "@newsclf/model";
import { fit, predict } from "@newsclf/training";
import { setBackend } from "@tensorflow/tfjs-core";

await setBackend("cpu");
// Texts with token 2 are of class 0, texts with token 3 of class 1; token 1 says nothing.
const data = {
  tokenIds: Int32Array.of(2, 1, 3, 1, 2, 1, 3),
  offsets: Int32Array.of(0, 2, 3, 5, 7),
  labels: Int32Array.of(0, 1, 0, 1),
};
const model = createClassifier(
  {
    ...DEFAULT_CLASSIFIER_CONFIG,
    vocabSize: 4,
    numClasses: 2,
    embeddingSize: 4,
    hiddenSize: 4,
    embeddingDropoutRate: 0,
  },
  1,
);
const loader = createLoader(data, { batchSize: 2, shuffle: true, seed: 1 });

const { stoppedBy, history } = await fit(model, { train: loader, numEpochs: 30, learningRate: 0.05, seed: 1 });
const prediction = await predict(model, loader);
const { accuracy } = evaluatePrediction(prediction, data.labels, 2);

console.log(JSON.stringify({ stoppedBy, numEpochs: history.length, accuracy, labels: [...prediction.labels] }));
