import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const SCRIPT = fileURLToPath(new URL("../scripts/memory.mjs", import.meta.url));

interface Sample {
  readonly numTensors: number;
  readonly numBytes: number;
  readonly heapKb: number;
}

// By hand with the 100 epochs that are its default.
test.each(["auto", "wasm"])("epochs leave nothing behind: %s", async (engine) => {
  const args = [SCRIPT, "--engine", engine, "--epochs", "60", "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const samples = (JSON.parse(stdout) as Sample[]).slice(1);

  expect(new Set(samples.map(({ numTensors, numBytes }) => `${numTensors} tensors, ${numBytes} bytes`)).size).toBe(1);
  // The history of the epochs grows; by the fortieth Node has compiled most of the code. What it compiles meanwhile comes and goes.
  const leastOf = (from: number, to: number): number =>
    Math.min(...samples.slice(from, to).map(({ heapKb }) => heapKb));
  expect(leastOf(49, 59) - leastOf(30, 40)).toBeLessThan(300);
});
