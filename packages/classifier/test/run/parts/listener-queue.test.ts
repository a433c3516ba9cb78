import { expect, test } from "vitest";
import { ListenerQueue } from "../../../src/run/parts/listener-queue.ts";

test("tells of one beginning and one end, in order, however long a listener takes", async () => {
  const told: string[] = [];
  const slow = {
    ...{ name: "slow", onStart: () => told.push("start"), onEnd: () => told.push("end") },
    onStep: async ({ done }: { done: number }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      told.push(String(done));
    },
  };
  const queue = new ListenerQueue([slow], undefined);
  for (const done of [0.5, 1]) {
    queue.start();
    queue.tell(({ onStep }) => onStep?.({ done, epoch: 1, numEpochs: 1 }));
  }
  await queue.end();
  await queue.end();

  expect(told).toEqual(["start", "0.5", "1", "end"]);
});

test("tells of no end where nothing began", async () => {
  const told: string[] = [];
  await new ListenerQueue([{ name: "a", onEnd: () => told.push("end") }], undefined).end();

  expect(told).toEqual([]);
});

test("the first failure aborts, and the others are told all the same", async () => {
  const told: string[] = [];
  const fails = {
    name: "fails",
    onStart: () => {
      throw new Error("disk is full");
    },
    onEnd: () => told.push("end"),
  };
  const queue = new ListenerQueue([fails], undefined);
  queue.start();
  await queue.settled();

  expect(queue.failure).toEqual(new Error("disk is full"));
  expect(queue.signal.aborted).toBe(true);
  await queue.end();
  expect(told).toEqual(["end"]);
});

test("is aborted by the signal of the run, also by one that came before", async () => {
  const abort = new AbortController();
  const { signal } = new ListenerQueue([], abort.signal);
  abort.abort("stopped");

  expect(signal.reason).toBe("stopped");
  expect(new ListenerQueue([], AbortSignal.abort()).signal.aborted).toBe(true);
});
