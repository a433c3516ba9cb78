import { expect, test } from "vitest";
import { scalarList } from "../../src/engines/operations.ts";
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

test("says what to lower where the memory ends", async () => {
  const engine = createWasmEngine(await nodeHost.loadModule(bestWasmIsa()), bestWasmIsa(), () => {});

  expect(() => engine.heap.allocate(5e9)).toThrow(
    expect.objectContaining({
      code: "ENGINE_MEMORY",
      message: expect.stringMatching(/^WebAssembly has no room for 5,000 MB beside \d+ MB$/),
      fix: "lower batchSize, maxLength, hiddenSize or maxVocabSize",
    }),
  );
});

test("says so too where there is no room to work in", async () => {
  const engine = createWasmEngine(await nodeHost.loadModule(bestWasmIsa()), bestWasmIsa(), () => {});
  const arrays = Array.from({ length: 4 }, () => {
    const { slab, begin } = engine.heap.allocate(4);
    return new Float32Array(slab.buffer, begin, 1);
  });
  for (let size = 2 ** 31; size >= 64; ) {
    try {
      engine.heap.allocate(size);
    } catch {
      size /= 2;
    }
  }
  const scalars = scalarList("dense", { numRows: 1, inputSize: 1, outputSize: 1, activation: "linear" });

  expect(() => engine.run("dense", arrays, scalars)).toThrow(expect.objectContaining({ code: "ENGINE_MEMORY" }));
});
