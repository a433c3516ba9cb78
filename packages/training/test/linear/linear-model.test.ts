import { describe, expect, test } from "vitest";
import {
  fitLinear,
  type LinearModel,
  type LinearOptions,
  linearEpochs,
  linearLogits,
  type SparseRows,
} from "../../src/index.ts";
import recorded from "./fixtures/logistic-regression.json" with { type: "json" };

const { numFeatures, numClasses } = recorded;
const labels = Int32Array.from(recorded.labels);
const rows: SparseRows = {
  columns: Int32Array.from(recorded.columns),
  values: Float32Array.from(recorded.values),
  offsets: Int32Array.from(recorded.offsets),
};
const options: LinearOptions = { numFeatures, numClasses, seed: 1 };

describe.each(recorded.fits)("with C = $inverseRegularization", ({ inverseRegularization, ...expected }) => {
  test("comes within 2 % of scikit-learn's objective in the default number of epochs", () => {
    const model = fitLinear(rows, labels, { ...options, inverseRegularization });

    expect(objective(model, inverseRegularization) / expected.objective).toBeLessThan(1.02);
  });

  test("reaches scikit-learn's objective in many epochs", () => {
    const model = fitLinear(rows, labels, { ...options, inverseRegularization, numEpochs: 500 });

    expect(objective(model, inverseRegularization) / expected.objective).toBeCloseTo(1, 4);
  });

  test("predicts the labels that scikit-learn predicts", () => {
    const model = fitLinear(rows, labels, { ...options, inverseRegularization });

    expect(predictedLabels(model)).toEqual(expected.predicted);
  });
});

test("fits with C = 3 unless told otherwise", () => {
  expect(fitLinear(rows, labels, options)).toEqual(fitLinear(rows, labels, { ...options, inverseRegularization: 3 }));
});

test("gives the same bits for the same seed", () => {
  expect(fitLinear(rows, labels, options)).toEqual(fitLinear(rows, labels, options));
});

test("takes the examples in another order for another seed", () => {
  expect(fitLinear(rows, labels, { ...options, seed: 2 })).not.toEqual(fitLinear(rows, labels, options));
});

test("fits the named examples as it fits a copy of them", () => {
  const named = Int32Array.of(7, 2, 19, 4);
  const copy = { rows: copyOf(named), labels: Int32Array.from(named, (row) => labels[row]!) };

  expect(fitLinear(rows, labels, { ...options, examples: named })).toEqual(fitLinear(copy.rows, copy.labels, options));
});

describe("at the minimum", () => {
  const converged = { ...options, inverseRegularization: 1, numEpochs: 1000 };

  test("where examples have several classes, each class is a model of two classes by itself", () => {
    const sets = [Int32Array.of(0, 2), Int32Array.of(1), Int32Array.of()];
    const weights = Float32Array.from(labels, (_, row) => 1 + (row % 2));
    const model = fitLinear(rows, labels, { ...converged, weights, sets, inverseRegularization: 2 });
    const logits = linearLogits(model, rows);

    for (const c of [0, 1, 2]) {
      const isOf = labels.map((label) => (sets[label]!.includes(c) ? 1 : 0));
      // Two classes have half of the weight each, which is penalised half as much.
      const two = linearLogits(fitLinear(rows, isOf, { ...converged, weights, numClasses: 2 }), rows);
      isOf.forEach((_, row) => {
        expect(logits[row * numClasses + c]).toBeCloseTo(two[2 * row + 1]! - two[2 * row]!, 2);
      });
    }
  });

  test("a weight of 2 counts as two copies", () => {
    const some = Int32Array.of(7, 2, 19, 4);
    const twice = Int32Array.of(7, 2, 19, 4, 7);
    const weights = Float32Array.from(labels, (_, row) => (row === 7 ? 2 : 1));

    close(
      fitLinear(rows, labels, { ...converged, examples: some, weights }),
      fitLinear(rows, labels, { ...converged, examples: twice }),
    );
  });

  test("an example that two classes share counts as one of each, of half the weight", () => {
    const first = Int32Array.of(3, 3, 5);
    const halves = {
      rows: copyOf(first),
      labels: Int32Array.of(0, 1, labels[5]!),
      weights: Float32Array.of(0.5, 0.5, 1),
    };
    const second = Int32Array.of(3, 5);
    const shares = new Float32Array(2 * numClasses);
    shares.set([0.5, 0.5]);
    shares[numClasses + labels[5]!] = 1;

    close(
      fitLinear(copyOf(second), Int32Array.of(0, labels[5]!), { ...converged, shares }),
      fitLinear(halves.rows, halves.labels, { ...converged, weights: halves.weights }),
    );
  });

  function close(found: LinearModel, expected: LinearModel): void {
    expect(Math.max(...expected.weights)).toBeGreaterThan(0.01);
    found.weights.forEach((weight, k) => void expect(weight).toBeCloseTo(expected.weights[k]!, 3));
    found.bias.forEach((value, c) => void expect(value).toBeCloseTo(expected.bias[c]!, 3));
  }
});

test("leaves the list of examples in its order", () => {
  const examples = Int32Array.of(7, 2, 19, 4);

  fitLinear(rows, labels, { ...options, examples });

  expect([...examples]).toEqual([7, 2, 19, 4]);
});

test("counts the epochs from one", () => {
  expect([...linearEpochs(rows, labels, { ...options, numEpochs: 4 })]).toEqual([1, 2, 3, 4]);
});

test("returns after the last epoch what fitLinear returns", () => {
  const epochs = linearEpochs(rows, labels, { ...options, numEpochs: 1 });

  epochs.next();

  expect(epochs.next()).toEqual({ done: true, value: fitLinear(rows, labels, { ...options, numEpochs: 1 }) });
});

describe("linearLogits", () => {
  const model: LinearModel = { weights: Float32Array.of(1, -1, 10, 20, 0, 5), bias: Float64Array.of(0.5, 0) };
  // (2, 0, 3), nothing, (0, 1, 0).
  const three: SparseRows = {
    columns: Int32Array.of(0, 2, 1),
    values: Float32Array.of(2, 3, 1),
    offsets: Int32Array.of(0, 2, 2, 3),
  };

  test("adds the bias to the weights of each row's features", () => {
    expect([...linearLogits(model, three)]).toEqual([2.5, 13, 0.5, 0, 10.5, 20]);
  });

  test("answers for the named examples in their order", () => {
    expect([...linearLogits(model, three, Int32Array.of(2, 0))]).toEqual([10.5, 20, 2.5, 13]);
  });
});

/** What `fitLinear` minimises. */
function objective(model: LinearModel, inverseRegularization: number): number {
  const logits = linearLogits(model, rows);
  let crossEntropy = 0;
  labels.forEach((label, row) => {
    const ofRow = logits.subarray(row * numClasses, (row + 1) * numClasses);
    crossEntropy += Math.log(ofRow.reduce((sum, logit) => sum + Math.exp(logit), 0)) - ofRow[label]!;
  });
  const squares = [...model.weights, ...model.bias].reduce((sum, weight) => sum + weight ** 2, 0);
  return inverseRegularization * crossEntropy + squares / 2;
}

function predictedLabels(model: LinearModel): number[] {
  const logits = linearLogits(model, rows);
  return recorded.labels.map((_, row) => {
    const ofRow = logits.subarray(row * numClasses, (row + 1) * numClasses);
    return ofRow.indexOf(Math.max(...ofRow));
  });
}

/** The rows of `examples` alone, in this order. */
function copyOf(examples: Int32Array): SparseRows {
  const parts = Array.from(examples, (row) => [rows.offsets[row]!, rows.offsets[row + 1]!] as const);
  const offsets = [0];
  for (const [start, end] of parts) offsets.push(offsets.at(-1)! + end - start);
  return {
    columns: Int32Array.from(parts.flatMap(([start, end]) => [...rows.columns.subarray(start, end)])),
    values: Float32Array.from(parts.flatMap(([start, end]) => [...rows.values.subarray(start, end)])),
    offsets: Int32Array.from(offsets),
  };
}
