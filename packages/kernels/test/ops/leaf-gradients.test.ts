// What valueAndGradients relies on in TensorFlow.js without a promise, and that it tells when that is not so.

import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { dense, embedding, softmaxCrossEntropy, type ValueAndGradients, valueAndGradients } from "../../src/index.ts";
import { createLeaf } from "../../src/ops/_leaf-gradients.ts";
import { onReference } from "../support/engines.ts";

const IDS = Int32Array.of(2, 0, 2);
const LABELS = Int32Array.of(0, 0, 1);

let table: tf.Variable<tf.Rank.R2>;
beforeAll(() => onReference(() => {}));
beforeEach(() => {
  tf.engine().startScope();
  table = tf.variable(tf.tensor2d([1, 1, 2, 2, 3, 3, 4, 4], [4, 2]));
});
afterEach(() => {
  table.dispose();
  tf.engine().endScope();
  vi.restoreAllMocks();
});

type Gradients = (
  f: () => tf.Scalar,
  tensors: tf.Tensor[],
  ...rest: unknown[]
) => { value: tf.Tensor; grads: tf.Tensor[] };

const lossOf = (ids: Int32Array): tf.Scalar => softmaxCrossEntropy(embedding(table, ids), LABELS);

/** Rows 2, 0 and 2 with equal logits, the last of another class. */
function expectGradients({ value, gradients }: ValueAndGradients): void {
  expect(value.dataSync()[0]).toBeCloseTo(Math.log(2), 6);
  expect(gradients).toMatchObject([{ rows: Int32Array.of(0, 2) }]);
  const { values } = gradients[0] as { values: tf.Tensor };
  [-1 / 6, 1 / 6, 0, 0].forEach((expected, i) => {
    expect(values.dataSync()[i]).toBeCloseTo(expected, 6);
  });
}

describe("TensorFlow.js", () => {
  test("gives gradients of tensors that join the list while the function runs, and ends the tape at a leaf", () => {
    const x = tf.variable(tf.scalar(3));
    const tensors: tf.Tensor[] = [x];
    const { grads } = tf.engine().gradients(
      () => {
        const leaf = createLeaf(() => tf.square(x));
        tensors.push(leaf);
        return tf.customGrad((leaf) => ({
          value: tf.clone(leaf as tf.Tensor),
          gradFunc: (dy: tf.Tensor) => tf.mul(dy, 5),
        }))(leaf);
      },
      tensors,
      undefined,
      true,
    );

    expect(grads).toHaveLength(2);
    expect(grads[0]).toBeUndefined();
    expect(grads[1]!.dataSync()[0]).toBe(5);
    x.dispose();
  });
});

describe("valueAndGradients", () => {
  test.each<[string, (real: Gradients) => Gradients]>([
    [
      "reads the list before it runs the function",
      (real) =>
        (f, tensors, ...rest) =>
          real(f, [...tensors], ...rest),
    ],
    [
      "follows the tape from the first tensors only",
      (real) =>
        (f, tensors, ...rest) => {
          const numFirst = tensors.length;
          const { value, grads } = real(f, tensors, ...rest);
          return { value, grads: grads.map((gradient, i) => (i < numFirst ? gradient : undefined)) as tf.Tensor[] };
        },
    ],
  ])("tells of a TensorFlow.js that %s", (_, change) => {
    const engine = tf.engine();
    const real = engine.gradients.bind(engine);
    vi.spyOn(engine, "gradients").mockImplementation(change(real as never) as never);

    expect(() => valueAndGradients(() => lossOf(IDS), [table])).toThrow(
      /no gradient arrived at a tensor that the loss made.*4\.22\.0/u,
    );
  });

  test("tells that nothing is recorded inside the function of another op", () => {
    const op = tf.customGrad((x) => {
      valueAndGradients(() => lossOf(IDS), [table]);
      return { value: x as tf.Tensor, gradFunc: (dy: tf.Tensor) => dy };
    });

    expect(() => op(tf.scalar(1))).toThrow("no gradient arrived");
  });

  test("leaves values and gradients without embeddings as TensorFlow.js has them", () => {
    const bias = tf.variable(tf.tensor1d([0.3, -0.7]));
    const kernel = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    const x = tf.tensor2d([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [3, 2]);
    const loss = (): tf.Scalar => softmaxCrossEntropy(dense(x, { kernel, bias: bias as never }), LABELS);
    const { value, gradients } = valueAndGradients(loss, [bias]);
    const { value: expected, grads } = tf.engine().gradients(loss, [bias]);

    expect(value.dataSync()).toEqual(expected.dataSync());
    expect((gradients[0] as tf.Tensor).dataSync()).toEqual(grads[0]!.dataSync());
    bias.dispose();
  });

  test("leaves no tensor behind but its results", () => {
    const before = tf.memory().numTensors;
    const { value, gradients } = valueAndGradients(() => lossOf(IDS), [table]);

    expect(tf.memory().numTensors).toBe(before + 2);
    value.dispose();
    (gradients[0] as { values: tf.Tensor }).values.dispose();
  });

  test("gives two losses after each other the same gradients", () => {
    expectGradients(valueAndGradients(() => lossOf(IDS), [table]));
    expectGradients(valueAndGradients(() => lossOf(IDS), [table]));
  });

  test("forgets the embeddings of a loss that threw", () => {
    const failing = (): tf.Scalar => {
      lossOf(IDS);
      throw new Error("on purpose");
    };

    expect(() => valueAndGradients(failing, [table])).toThrow("on purpose");
    // A table may be read twice only where nothing is recorded.
    expect(() => [embedding(table, IDS), embedding(table, IDS)]).not.toThrow();
    expectGradients(valueAndGradients(() => lossOf(IDS), [table]));
  });

  test("refuses a table that is read twice in a loss", () => {
    const twice = (): tf.Scalar => {
      embedding(table, IDS);
      return lossOf(IDS);
    };

    expect(() => valueAndGradients(twice, [table])).toThrow("a table can be read once in a loss");
  });

  test("works inside the loss of another one, before and after an embedding of the same table", () => {
    let inner: ValueAndGradients | undefined;
    const nested = (): tf.Scalar => {
      valueAndGradients(() => lossOf(Int32Array.of(1, 1, 1)), [table]);
      const loss = lossOf(IDS);
      inner = valueAndGradients(() => lossOf(IDS), [table]);
      expectGradients(inner);
      return loss;
    };

    expectGradients(valueAndGradients(nested, [table]));
  });

  test("restores the recording of the outer loss when an inner one throws", () => {
    const outer = (): tf.Scalar => {
      const failing = (): tf.Scalar => {
        throw new Error("on purpose");
      };
      expect(() => valueAndGradients(failing, [table])).toThrow("on purpose");
      return lossOf(IDS);
    };

    expectGradients(valueAndGradients(outer, [table]));
  });

  test("refuses a loss that depends on an embedding inside another one", () => {
    const outer = (): tf.Scalar => valueAndGradients(() => lossOf(IDS), [table]).value;

    expect(() => valueAndGradients(outer, [table])).toThrow("depends on an embedding inside another valueAndGradients");
  });

  test("gives a table that the loss does not depend on zeros", () => {
    const other = tf.variable(tf.zeros([1, 2]) as tf.Tensor2D);
    const loss = (): tf.Scalar => {
      embedding(other, Int32Array.of(0));
      return lossOf(IDS);
    };
    const { gradients } = valueAndGradients(loss, [table, other]);

    expect([...(gradients[1] as tf.Tensor).dataSync()]).toEqual([0, 0]);
    other.dispose();
  });
});
