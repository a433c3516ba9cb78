// What every consumer must have done.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { isExpected, model } from "./_model.mjs";
import { readPage } from "./_page.mjs";
import { serve } from "./_serve.mjs";

/** @param expected - Of what `consumers/work.js` gives; by default that of a page on all cores. */
export async function checkPage(url, expected = { numThreads: Math.min(availableParallelism(), 64) }) {
  const { answer, ...rest } = await readPage(url);
  assert.ok(answer, JSON.stringify(rest));
  assert.ok(isExpected(answer), JSON.stringify(answer));
  assert.match(rest.engine, /^wasm /);
  assert.deepEqual(rest, { accuracy: 1, engine: rest.engine, ...expected });
}

/** A page from a folder; its threads run from a file whose name holds `worker`. */
export async function checkFolder(folders, worker) {
  const { url, asked, close } = await serve(folders);
  try {
    await checkPage(url);
    if (availableParallelism() > 1)
      assert.ok(
        asked.some((path) => worker.test(path)),
        asked.join("\n"),
      );
  } finally {
    close();
  }
}

/** Runs a program that was made of `consumers/node/classify.js`; gives the JSON that it prints. */
export function runProgram(path, ...args) {
  const { stdout, stderr } = spawnSync(process.execPath, [path, model, ...args], { encoding: "utf8" });
  assert.equal(stderr, "");
  return JSON.parse(stdout);
}

/** @param numWorkers - Threads that trained. */
export function checkProgram(result, engines, numWorkers) {
  const { answers, accuracy, ...rest } = result;
  assert.ok(answers, JSON.stringify(rest));
  assert.deepEqual(Object.keys(answers).sort(), [...new Set(engines)].sort());
  for (const answer of Object.values(answers)) assert.ok(isExpected(answer), JSON.stringify(answer));
  assert.ok(accuracy >= 0);
  assert.equal(rest.numWorkers, numWorkers);
}
