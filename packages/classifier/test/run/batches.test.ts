import { expect, test } from "vitest";
import { trainingBatches } from "../../src/run/batches.ts";
import { forRows } from "../../src/settings/for-rows.ts";
import { type GivenSettings, resolveSettings } from "../../src/settings.ts";

const lengths = [3, 1, 2, 1, 3, 2, 1];
const offsets = Int32Array.from([0, ...lengths.map((_, i) => lengths.slice(0, i + 1).reduce((a, b) => a + b))]);
const tokens = { tokenIds: new Int32Array(offsets.at(-1)!), offsets, labels: new Int32Array(lengths.length) };

/** The rows of each batch of two epochs. */
function rowsOf(given: GivenSettings): number[][][] {
  const settings = forRows(resolveSettings({ batchSize: 2, ...given }), lengths.length, 2);
  const source = trainingBatches(tokens, settings);
  return [0, 1].map((epoch) => Array.from(source.epoch(epoch), ({ rows }) => Array.from(rows)));
}

test("an epoch may have fewer batches, which are other ones each time", () => {
  const [whole, limited] = [rowsOf({}), rowsOf({ limitTrainBatches: 2 })];

  expect(limited).toEqual(whole.map((batches) => batches.slice(0, 2)));
  expect(limited[0]).not.toEqual(limited[1]);
});

test("what is to be learned by heart comes in the order of the rows, however others are drawn", () => {
  const [first, second] = rowsOf({ overfitBatches: 1, sampling: "class-balanced" });

  expect(first).toEqual([[0, 1], [2, 3], [4, 5], [6]]);
  expect(second).toEqual(first);
});
