import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { expect, onTestFinished, test, vi } from "vitest";
import { type LimitName, resolveLimits } from "../../src/limits.ts";
import { createPool, type Pool } from "../../src/pool/pool.ts";
import type { Slot } from "../../src/pool/slot.ts";
import { trainModel, useFolder } from "../_server.ts";

const folder = useFolder((path) => trainModel(join(path, "news")));

interface Used {
  readonly pool: Pool;
  readonly slot: Slot;
  /** Texts of each batch. */
  readonly batches: number[];
  readonly problems: unknown[];
}

async function usePool(given: Partial<Record<LimitName, number>> = {}): Promise<Used> {
  const [batches, problems]: [number[], unknown[]] = [[], []];
  const pool = await createPool(resolveLimits({ workers: 1, ...given }, 1), "wasm", {
    onBatch: (numTexts) => batches.push(numTexts),
    onProblem: (error) => problems.push(error),
  });
  onTestFinished(() => pool.close());
  return {
    pool,
    slot: { name: "news", folder: "news", current: await pool.load("news", folder.path) },
    batches,
    problems,
  };
}

/** So long that its thread is busy for a while. */
const LONG = Array<string>(10).fill("team goal ".repeat(10_000));

test("answers together what waits while a batch runs", async () => {
  const { pool, slot, batches } = await usePool();
  const texts = ["team goal", "bank market", "atom cell", "match"];
  const answered = await Promise.all(texts.map((text) => pool.classify(slot, [text], 1)));

  expect(batches).toEqual([1, 3]);
  expect(answered.map(({ answers }) => answers[0]![0]!.label)).toEqual(["sport", "economy", "science", "sport"]);
});

test("gives each request of a batch as many answers as it wants", async () => {
  const { pool, slot } = await usePool();
  const wanted = [1, undefined, 2, Number.POSITIVE_INFINITY];
  const answered = await Promise.all(wanted.map((topK) => pool.classify(slot, ["team"], topK)));

  expect(answered.map(({ answers }) => answers[0]!.length)).toEqual([1, 1, 2, 3]);
});

test("refuses what would wait behind too much", async () => {
  const { pool, slot } = await usePool({ maxQueuedTexts: 3 });
  const results = [1, 2, 2, 1, 1].map((n) => pool.classify(slot, Array(n).fill("team"), 1));
  const statuses = await Promise.all(results.map((result) => result.then(() => 200).catch(({ status }) => status)));

  expect(statuses).toEqual([200, 200, 429, 200, 429]);
  expect(pool.numQueued).toBe(0);
});

test("takes a request of many texts where nothing waits", async () => {
  const { pool, slot } = await usePool({ maxQueuedTexts: 1 });
  await pool.classify(slot, ["team"], 1);

  expect((await pool.classify(slot, Array(200).fill("team"), 1)).answers).toHaveLength(200);
});

test("lets nobody wait longer than allowed", async () => {
  const { pool, slot } = await usePool({ queueTimeoutMs: 1 });
  const first = pool.classify(slot, LONG, 1);

  await expect(pool.classify(slot, ["team"], 1)).rejects.toMatchObject({ status: 503, code: "QUEUE_TIMEOUT" });
  expect((await first).answers).toHaveLength(LONG.length);
  expect(pool.numQueued).toBe(0);
});

test("answers short texts while long ones are at work", async () => {
  const { pool, slot } = await usePool({ workers: 2 });
  const order: string[] = [];
  const ask = async (name: string, texts: readonly string[]) => {
    await pool.classify(slot, texts, 1);
    order.push(name);
  };
  await Promise.all([ask("long", LONG), ask("long", LONG), ask("short", ["team"])]);

  expect(order).toEqual(["short", "long", "long"]);
});

/** Those that are started from now on. */
function watchWorkers(): Worker[] {
  const workers: Worker[] = [];
  const onWorker = (worker: Worker): number => workers.push(worker);
  process.on("worker", onWorker);
  onTestFinished(() => void process.off("worker", onWorker));
  return workers;
}

test("starts another thread for one that ended, with its models", async () => {
  const workers = watchWorkers();
  const { pool, slot, problems } = await usePool();
  const running = pool.classify(slot, LONG, 1);
  void workers[0]!.terminate();

  await expect(running).rejects.toMatchObject({ status: 503, code: "WORKER_LOST" });
  expect(pool.numThreads).toBe(0);
  expect((await pool.classify(slot, ["team"], 1)).answers[0]![0]!.label).toBe("sport");
  expect(problems).toHaveLength(1);
});

test("ends a thread that cannot take the models of the one before", async () => {
  const workers = watchWorkers();
  const { slot, problems } = await usePool();
  // Its hash is wrong now, so that no other thread takes it.
  new Uint8Array(slot.current!.files.get("config.json")!).fill(0);
  await workers[0]!.terminate();
  await vi.waitUntil(() => problems.length === 2);
  await vi.waitUntil(() => workers[1]!.threadId === -1);

  expect(problems[1]).toMatchObject({ code: expect.stringMatching(/^MODEL_/) });
});

test("names a thread that ended with a model in its hands", async () => {
  const workers = watchWorkers();
  const { pool } = await usePool();
  const loading = pool.load("news", folder.path);
  void workers[0]!.terminate();

  await expect(loading).rejects.toMatchObject({ code: "ENGINE_THREAD", fix: expect.stringContaining("workers") });
});

test("keeps no thread where one does not start", async () => {
  const workers = watchWorkers();
  const engine = "missing" as "wasm";
  const hooks = { onBatch: () => {}, onProblem: () => {} };

  await expect(createPool(resolveLimits({ workers: 2 }, 2), engine, hooks)).rejects.toThrow("got missing");
  await vi.waitUntil(() => workers.every(({ threadId }) => threadId === -1));
});
