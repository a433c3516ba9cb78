import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const SCRIPT = fileURLToPath(new URL("../scripts/memory.mjs", import.meta.url));

// `pnpm memory` does 2,000 steps.
test("training steps leave no tensors behind and the process does not grow", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, "--steps", "300", "--json"]);
  const samples = JSON.parse(stdout) as { numTensors: number; rssMb: number }[];

  expect(new Set(samples.map(({ numTensors }) => numTensors)).size).toBe(1);
  const half = samples.slice(samples.length / 2);
  expect(half.at(-1)!.rssMb - half[0]!.rssMb).toBeLessThan(10);
});
