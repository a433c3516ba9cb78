import { expect, test } from "vitest";
import { fitLinearBaseline } from "../../src/index.ts";
import { datasetOf, EXAMPLES } from "../_tiny-model.ts";

const options = { vocabSize: 6, numClasses: 3, seed: 1 };
const train = datasetOf(EXAMPLES);

test("learns which tokens tell the label", () => {
  const baseline = fitLinearBaseline(train, options);

  const unseen = datasetOf([
    [[4, 5, 1, 4], 0],
    [[5, 2, 5], 1],
    [[4, 3], 2],
  ]);
  expect(baseline.evaluate(unseen)).toMatchObject({ examples: 3, accuracy: 1 });
  expect([...baseline.predict(unseen).labels]).toEqual([0, 1, 2]);
});

test("gives the same bits for the same seed", () => {
  const [first, second] = [fitLinearBaseline(train, options), fitLinearBaseline(train, options)];

  expect(second.predict(train)).toEqual(first.predict(train));
});

test("reaches the minimum of the regularised objective", () => {
  const { probs } = fitLinearBaseline(train, { ...options, numEpochs: 2000 }).predict(train);

  // scikit-learn 1.9.1: TfidfTransformer(sublinear_tf=True), a column of ones, then LogisticRegression(C=3, tol=1e-10, fit_intercept=False).
  const expected = [0.68845522, 0.14055449, 0.17099028, 0.17529472, 0.63212068, 0.19258459];
  expected.forEach((prob, i) => {
    expect(probs[i]).toBeCloseTo(prob, 3);
  });
});

test("answers a text without tokens with the most frequent label", () => {
  const baseline = fitLinearBaseline(datasetOf([...EXAMPLES, [[3, 5], 2]]), options);

  expect([...baseline.predict(datasetOf([[[], -1]])).labels]).toEqual([2]);
});

test("rejects a token id beyond the vocabulary", () => {
  expect(() => fitLinearBaseline(train, { ...options, vocabSize: 5 })).toThrow(
    new RangeError("countTokens: row 1 has token id 5, vocabSize is 5"),
  );
});

test("gives each class that is more probable than not, where a text may have several", () => {
  const sets = [Int32Array.of(0, 2), Int32Array.of(1), Int32Array.of(0, 1, 2), Int32Array.of()];
  const both = datasetOf([
    [[4], 0],
    [[5], 1],
    [[4, 5], 2],
    [[3], 3],
  ]);
  const baseline = fitLinearBaseline(both, { ...options, sets, numEpochs: 50 });

  expect(baseline.evaluate(both)).toMatchObject({ examples: 4, accuracy: 1, hammingLoss: 0 });
});
