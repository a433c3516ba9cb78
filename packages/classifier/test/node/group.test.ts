// Processes that train together; here they are functions of one process.

import { expect, test } from "vitest";
import { followTraining, trainClassifier } from "../../src/node.ts";
import { NEWS, TINY } from "../_news.ts";
import { runGroup } from "../_memory-group.ts";

const SOURCE = { ...NEWS, ...TINY, backend: "wasm", numEpochs: 2 } as const;

async function trainWith(size: number) {
  const [run] = await runGroup(size, async (group) => {
    if (group.rank === 0) return trainClassifier(SOURCE, { group: { ...group, numHere: size } });
    await followTraining({ ...group, numHere: size });
    return undefined;
  });
  return run!;
}

test("any number of processes ends with the same model", async () => {
  const alone = await trainWith(1);
  const together = await trainWith(3);
  expect(together.test.evaluation).toEqual(alone.test.evaluation);
});
