// The same bits for every number of threads, on shapes that are large enough to be shared among eight.

import { describe, expect, test } from "vitest";
import { ownEngines } from "../support/engines.ts";
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
  lstmCase,
  matMulCase,
  type OperationCase,
  poolCase,
  randomLengths,
  rowSumCase,
  squaredNormCase,
} from "../support/operation-cases.ts";

// cpp/ gives a part at least 32,768 elements (65,536 when it only copies), 2,048 of an LSTM's outputs, and 100,000
// multiplications of a product.
const PARTS = 8;
const ragged = randomLengths(45, 30, createIntegers(1));
const NUM_ELEMENTS = PARTS * 32_768 + 4_321;

const cases: OperationCase[] = [
  lstmCase({ lengths: ragged, inputSize: 37, hiddenSize: 33, reverse: false }, 1),
  lstmCase({ lengths: ragged, inputSize: 20, hiddenSize: 64, reverse: true }, 2),
  lstmCase({ lengths: ragged, inputSize: 20, hiddenSize: 64, reverse: false, numRows: 90 }, 20),
  lstmCase({ lengths: ragged, inputSize: 20, hiddenSize: 64, reverse: true, numRows: 900 }, 21),
  // Fewer sequences than threads.
  lstmCase({ lengths: [200, 3, 90], inputSize: 9, hiddenSize: 130, reverse: false }, 3),
  denseCase(301, 67, 45, "relu", 4),
  denseCase(17, 300, 530, "linear", 5),
  matMulCase([260, 67, 270], true, false, 6),
  matMulCase([90, 310, 67], false, true, 7),
  poolCase(randomLengths(70, 60, createIntegers(2)), 131, "max", 8),
  poolCase(randomLengths(70, 60, createIntegers(3)), 131, "mean", 9),
  crossEntropyCase(300, 1001, 10),
  adamWCase(3001, 89, false, 11),
  adamWCase(9001, 89, true, 12),
  rowSumCase(50, 133, 2001, 13),
  gatherCase(500, 133, 2001, 14),
  dropoutCase(NUM_ELEMENTS, 0.3, 15),
  concatCase(2001, 133, 131, 16),
  addCase(NUM_ELEMENTS, 17),
  activationCase(NUM_ELEMENTS, 18),
  squaredNormCase(NUM_ELEMENTS, 19),
];

describe.each(ownEngines)("threads on $name", (engine) => {
  test.each(cases.map((c): [string, OperationCase] => [c.name.slice(0, 60), c]))(
    "1, 2, 3 and 8 give the same bits: %s",
    async (_, { run }) => {
      await engine.useThreads(1);
      const expected = bitsOf(run());

      for (const numThreads of [2, 3, PARTS]) {
        await engine.useThreads(numThreads);
        expect(firstDifference(bitsOf(run()), expected), `${numThreads} threads`).toBeUndefined();
      }
    },
  );

  test("a run gives the same bits again", async () => {
    await engine.useThreads(2);
    for (const { run } of cases.slice(0, 3)) expect(firstDifference(bitsOf(run()), bitsOf(run()))).toBeUndefined();
  });

  test("results do not depend on where in memory tensors lie", async () => {
    await engine.useThreads(2);
    const { run } = cases[0]!;
    const expected = bitsOf(run());
    const [{ run: between }] = [cases[4]!];
    between();

    expect(firstDifference(bitsOf(run()), expected)).toBeUndefined();
  });
});

function bitsOf(results: ReturnType<OperationCase["run"]>): Record<string, Int32Array> {
  return Object.fromEntries(
    Object.entries(results).map(([name, { buffer, byteOffset, length }]) => [
      name,
      new Int32Array(buffer, byteOffset, length),
    ]),
  );
}

/** Names the first entry in which two results differ; matchers take seconds for arrays this long. */
function firstDifference(actual: Record<string, Int32Array>, expected: Record<string, Int32Array>): string | undefined {
  for (const [name, bits] of Object.entries(expected)) {
    const at = bits.findIndex((value, i) => actual[name]![i] !== value);
    if (at >= 0 || actual[name]!.length !== bits.length) return `${name}[${at}]`;
  }
  return undefined;
}
