// Every operation on random small shapes, against the composition of stock TensorFlow.js ops.
//
// NEWSCLF_NUM_SHAPES=20000 makes it long.

import { describe, expect, test } from "vitest";
import { onReference, ownEngines } from "../support/engines.ts";
import {
  activationCase,
  adamWCase,
  addCase,
  concatCase,
  createIntegers,
  crossEntropyCase,
  denseCase,
  dropoutCase,
  gatherCase,
  type LstmShape,
  lstmCase,
  matMulCase,
  type OperationCase,
  poolCase,
  randomLengths,
  rowSumCase,
  squaredNormCase,
} from "../support/operation-cases.ts";
import { largestError } from "../support/random-case.ts";

const NUM_SHAPES = Number(process.env.NEWSCLF_NUM_SHAPES ?? 1000);
/** Widths around those of the vectors (4, 8, 16) and of a tile (8, 16, 64) are the ones that go wrong. */
const WIDTHS = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 31, 33];
/** For shapes that two threads get a share of. */
const LARGE_WIDTHS = [61, 64, 67, 130];

/** Shape `i` of an operation. */
type RandomCase = (seed: number) => OperationCase;

const isLarge = (seed: number): boolean => seed % 19 === 7;
const width = (seed: number, k: number): number => {
  const widths = isLarge(seed) ? LARGE_WIDTHS : WIDTHS;
  return widths[createIntegers(seed * 8 + k)(0, widths.length - 1)]!;
};
const count = (seed: number, k: number, limit: number): number =>
  createIntegers(seed * 8 + k)(1, limit * (isLarge(seed) ? 50 : 1));
const lengthsOf = (seed: number): number[] => {
  const [most, longest] = [createIntegers(seed * 8 + 6), createIntegers(seed * 8 + 7)];
  const size: [number, number] = isLarge(seed) ? [most(8, 20), longest(20, 30)] : [most(1, 5), longest(0, 6)];
  return randomLengths(...size, createIntegers(seed));
};

const lstmShape = (i: number): LstmShape => ({
  ...{ lengths: lengthsOf(i), reverse: i % 2 === 1 },
  ...{ inputSize: width(i, 0), hiddenSize: width(i, 1) },
});

/** Of every hundred shapes, how many go to each operation. */
const operations: readonly [string, number, RandomCase][] = [
  ["lstm", 18, (i) => lstmCase(lstmShape(i), i)],
  ["lstm over shared rows", 7, (i) => lstmCase({ ...lstmShape(i), numRows: count(i, 2, 9) }, i)],
  ["dense", 12, (i) => denseCase(count(i, 0, 20), width(i, 1), width(i, 2), i % 2 ? "relu" : "linear", i)],
  [
    "sequencePool",
    12,
    (i) => poolCase(lengthsOf(i), width(i, 0), (["last", "first", "mean", "max"] as const)[i % 4]!, i),
  ],
  ["softmaxCrossEntropy", 8, (i) => crossEntropyCase(count(i, 0, 20), width(i, 1), i)],
  ["adamW", 5, (i) => adamWCase(count(i, 0, 20), width(i, 1), false, i)],
  ["adamW on rows", 5, (i) => adamWCase(count(i, 0, 20), width(i, 1), true, i)],
  ["rowSum", 6, (i) => rowSumCase(count(i, 0, 20), width(i, 1), count(i, 2, 50), i)],
  ["embedding", 4, (i) => gatherCase(count(i, 0, 20), width(i, 1), count(i, 2, 50), i)],
  ["dropout", 4, (i) => dropoutCase(count(i, 0, 200), [0.1, 0.5, 0.9, 0.999][i % 4]!, i)],
  ["concatColumns", 4, (i) => concatCase(count(i, 0, 20), width(i, 1), width(i, 2), i)],
  ["add", 2, (i) => addCase(count(i, 0, 200), i)],
  ["matMul", 8, (i) => matMulCase([count(i, 0, 20), width(i, 1), width(i, 2)], i % 2 === 1, i % 4 > 1, i)],
  ["exp, sigmoid, tanh", 3, (i) => activationCase(count(i, 0, 200), i)],
  ["squaredNorm", 2, (i) => squaredNormCase(count(i, 0, 200), i)],
];

describe.each(ownEngines)("random shapes on $name", (engine) => {
  test.each(operations)("%s agrees with the reference", async (_, share, createCase) => {
    const cases = Array.from({ length: Math.ceil((NUM_SHAPES * share) / 100) }, (_, i) => createCase(i));
    const expected = await onReference(() => cases.map(({ run }) => run()));

    await engine.use();
    cases.forEach(({ name, isExact, run }, i) => {
      expectAgreement(run(), expected[i]!, name, isExact);
    });
  });

  test("edge cases agree with the reference", async () => {
    const cases = edgeCases();
    const expected = await onReference(() => cases.map(({ run }) => run()));

    await engine.use();
    cases.forEach(({ name, isExact, run }, i) => {
      expectAgreement(run(), expected[i]!, name, isExact);
    });
  });

  test("a result that is off by two parts in a million is told from a right one", async () => {
    const { name, run } = denseCase(3, 4, 5, "linear", 1);
    const expected = await onReference(run);
    await engine.use();
    const actual = run();
    actual.value![3]! += 2e-6 * Math.max(1, largest(expected.value!));

    expect(() => expectAgreement(actual, expected, name, false)).toThrow("value");
  });
});

/** Depths past one block of the product (256), columns past one (512), rows past one, and nothing at all. */
function edgeCases(): OperationCase[] {
  return [
    lstmCase({ lengths: [0, 0], inputSize: 3, hiddenSize: 5, reverse: false }, 1),
    lstmCase({ lengths: [1], inputSize: 1, hiddenSize: 1, reverse: true }, 2),
    lstmCase({ lengths: [3], inputSize: 300, hiddenSize: 5, reverse: false }, 3),
    lstmCase({ lengths: [4, 0, 2, 4], inputSize: 5, hiddenSize: 131, reverse: true }, 4),
    lstmCase({ lengths: [12, 3, 9, 9, 0, 1, 12], inputSize: 65, hiddenSize: 64, reverse: false }, 5),
    denseCase(1, 1, 1, "linear", 6),
    denseCase(130, 257, 7, "relu", 7),
    denseCase(3, 5, 600, "linear", 8),
    matMulCase([125, 515, 3], false, false, 9),
    matMulCase([7, 9, 513], true, true, 10),
    poolCase([0, 0], 3, "max", 11),
    poolCase([300, 1], 3, "mean", 12),
    crossEntropyCase(1, 1, 13),
    crossEntropyCase(1, 1000, 14),
    rowSumCase(1, 5, 200, 15),
    squaredNormCase(10_000, 16),
  ];
}

/** Values to 1e-6 of the largest (at least of 1), gradients to 1e-5 of the largest. */
function expectAgreement(
  actual: ReturnType<OperationCase["run"]>,
  expected: ReturnType<OperationCase["run"]>,
  name: string,
  isExact: boolean,
): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [key, values] of Object.entries(expected)) {
    const [floor, tolerance] = key.startsWith("d") ? [1e-3, 1e-5] : [1, 1e-6];
    const error = largestError(actual[key]!, values) / Math.max(floor, largest(values));
    if (!(error <= (isExact ? 0 : tolerance))) {
      expect.fail(`${name}: ${key} is ${error} of its largest entry away from the reference`);
    }
  }
}

function largest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((max, value) => Math.max(max, Math.abs(value)), 0);
}
