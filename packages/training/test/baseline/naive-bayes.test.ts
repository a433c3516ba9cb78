import { predictionFromLogits } from "@newsclf/evaluation";
import { expect, test } from "vitest";
import { fitNaiveBayes, naiveBayesLogits } from "../../src/baseline/naive-bayes.ts";
import { fitLinearBaseline } from "../../src/index.ts";
import { countTokens } from "../../src/linear/tf-idf.ts";
import { datasetOf } from "../_tiny-model.ts";

const TRAIN = datasetOf([
  [[0, 2, 0], 0],
  [[1, 2], 1],
  [[1, 1, 1], 1],
  [[0, 3], 2],
]);

test("gives the probabilities of scikit-learn", () => {
  const model = fitNaiveBayes(countTokens(TRAIN, 4), TRAIN.labels, { vocabSize: 4, numClasses: 3 });
  const asked = datasetOf([
    [[0, 1], 0],
    [[2, 3, 2], 0],
    [[], 0],
  ]);
  const { probs } = predictionFromLogits(naiveBayesLogits(model, countTokens(asked, 4)), 3);

  // scikit-learn 1.9.1: MultinomialNB(alpha=0.1).
  const expected = [0.27783682, 0.43008538, 0.2920778, 0.56893092, 0.28401744, 0.14705164, 0.25, 0.5, 0.25];
  expected.forEach((prob, i) => {
    expect(probs[i]).toBeCloseTo(prob, 5);
  });
});

test("a class without examples is improbable, and no more than that", () => {
  const model = fitNaiveBayes(countTokens(TRAIN, 4), TRAIN.labels, { vocabSize: 4, numClasses: 4 });
  const { probs } = predictionFromLogits(naiveBayesLogits(model, countTokens(TRAIN, 4)), 4);

  expect(probs.every((prob) => prob > 0)).toBe(true);
});

test("is the baseline where logistic regression would take too much", () => {
  const numClasses = 2 ** 23 + 1;
  const [few, many] = [3, numClasses].map((numClasses) =>
    fitLinearBaseline(TRAIN, { vocabSize: 4, numClasses, seed: 1 }),
  );

  expect(few!.name).toBe("TF-IDF of words and logistic regression");
  expect(many!.name).toBe("naive Bayes of words");
  expect([...many!.predict(datasetOf([[[1, 1], 1]])).labels]).toEqual([1]);
});
