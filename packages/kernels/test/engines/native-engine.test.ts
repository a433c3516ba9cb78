import { expect, test } from "vitest";
import type { Values } from "../../src/engines/engine.ts";
import { createNativeEngine, type NativeAddon } from "../../src/engines/native-engine.ts";

/** An addon of two threads at most, which keeps what it was called with. */
function createAddon(): NativeAddon & { readonly calls: (readonly Values[])[] } {
  const calls: (readonly Values[])[] = [];
  return {
    ...{ isa: "none", calls, alignment: () => 0 },
    run: (_, buffers) => void calls.push(buffers),
    setNumThreads: (wanted) => Math.min(wanted, 2),
  };
}

test("the addon never reads indices where another thread can change them", () => {
  const addon = createAddon();
  const ids = new Int32Array(new SharedArrayBuffer(8)).fill(3);
  const table = new Float32Array(4);
  createNativeEngine(addon).run("gather", [table, ids], []);

  expect(addon.calls[0]![0]).toBe(table);
  expect(addon.calls[0]![1]).toEqual(Int32Array.of(3, 3));
  expect(addon.calls[0]![1]!.buffer).toBeInstanceOf(ArrayBuffer);
});

test("numThreads tells how many threads the system gave", () => {
  const engine = createNativeEngine(createAddon());
  engine.numThreads = 8;

  expect(engine.numThreads).toBe(2);
});
