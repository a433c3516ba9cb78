// Reports to render.

import { evaluatePrediction, type PredictionTable, type Report } from "../../src/index.ts";

/** Two texts of the first two classes, both called the second with all confidence. */
export function createReport(
  classNames: readonly string[] = ["sport", "economy"],
  texts: readonly string[] = ["a wrong one", "a right one"],
): Report {
  const numClasses = classNames.length;
  const gold = Int32Array.of(0, 1);
  const probs = new Float32Array(2 * numClasses);
  probs[1] = probs[numClasses + 1] = 1;
  const predictions: PredictionTable = {
    ...{ textColumn: "text", texts, classNames, gold },
    prediction: { probs, labels: Int32Array.of(1, 1) },
  };
  return {
    title: "news.csv",
    verdict: ["Test accuracy 50.0 %"],
    settings: { seed: 1, maxGradNorm: undefined },
    training: { history: [], bestEpoch: 0, isBest: false },
    evaluation: evaluatePrediction(predictions.prediction, gold, numClasses),
    predictions,
  };
}

/** `numRows` texts of three classes, the confident ones right more often; everything that a page can show. */
export function createFullReport(numRows: number): Report {
  const classNames = ["sport", "economy", "science"];
  const confidence = (i: number): number => 0.4 + (0.6 * (i % 50)) / 50;
  const gold = Int32Array.from({ length: numRows }, (_, i) => (i % 7 < 2 && i % 50 < 30 ? (i + 1) % 3 : i % 3));
  const predict = (sharpness: number): Report["predictions"]["prediction"] => ({
    probs: Float32Array.from({ length: 3 * numRows }, (_, k) => {
      const i = Math.floor(k / 3);
      const own = confidence(i) ** sharpness;
      return k % 3 === i % 3 ? own : (1 - own) / 2;
    }),
    labels: Int32Array.from({ length: numRows }, (_, i) => i % 3),
  });
  const predictions: PredictionTable = {
    ...{ textColumn: "text", classNames, gold, prediction: predict(1) },
    texts: Array.from(gold, (_, i) => `text ${i} ${"word ".repeat(i % 40)}`),
  };
  const evaluation = evaluatePrediction(predictions.prediction, gold, 3);
  const rates = Array.from({ length: 40 }, (_, k) => 10 ** (-6 + k / 8));
  const history = Array.from({ length: 8 }, (_, k) => ({
    epoch: k + 1,
    train: { loss: 1 / (k + 1), macroF1: 1 - 1 / (k + 2) },
    validation: { loss: 0.5 + (k - 3) ** 2 / 50, macroF1: 0.8 - (k - 3) ** 2 / 100 },
    outOfFold: { loss: 0.6 + (k - 3) ** 2 / 60, macroF1: 0.7 },
  }));
  return {
    ...{ title: "newsclf: news.csv", verdict: ["Test accuracy 80.0 %"], settings: { seed: 1, data: "news.csv" } },
    ...{ evaluation, predictions, uncalibrated: predict(0.4), abstainBelow: 0.75 },
    training: { history, bestEpoch: 4, isBest: true },
    comparison: [
      ["this model", evaluation],
      ["linear baseline", { accuracy: 0.875, accuracyInterval: [0.5291, 0.9776], macroF1: 0.8667, loss: 0.31 }],
    ],
    learningRateSearch: {
      rates,
      losses: rates.map((rate) => (rate < 0.03 ? 1.1 - Math.log10(rate / 1e-6) / 8 : 30 * rate)),
      suggestion: 0.002,
    },
    checks: [
      { status: "pass", code: "DATA_EMPTY", message: "no empty texts" },
      { status: "warn", code: "DATA_DUPLICATES", message: "12 texts are there twice" },
      { status: "fail", code: "DATA_LEAK", message: "the label is in the text" },
    ],
    movedBy: new Map([
      [
        ...[[...gold.keys()].find((i) => gold[i] !== i % 3)!],
        [
          { word: "text ", effect: 2.5 },
          { word: "of ", effect: 0.1 },
          { word: "weight", effect: -1 },
        ],
      ] as [number, { word: string; effect: number }[]],
    ]),
  };
}
