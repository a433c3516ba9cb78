import { expect, test } from "vitest";
import { createWasmEngine } from "../../src/engines/wasm-engine.ts";
import { bestWasmIsa } from "../../src/engines/wasm-isa.ts";
import { nodeHost } from "../../src/host-node.ts";

test("counts only threads that start, and goes on with those", async () => {
  let numStarted = 1;
  const engine = createWasmEngine(await nodeHost.loadModule(bestWasmIsa()), bestWasmIsa(), () => {
    if (numStarted === 3) throw new Error("no more threads");
    numStarted++;
  });
  engine.numThreads = 8;
  const numThreads = engine.numThreads;
  engine.numThreads = 2;

  expect([numThreads, engine.numThreads]).toEqual([3, 2]);
});
