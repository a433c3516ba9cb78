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
  // The history of the epochs grows; by the fortieth Node has compiled most of the code.
  expect(samples.at(-1)!.heapKb - samples[39]!.heapKb).toBeLessThan(300);
});
