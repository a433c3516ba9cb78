// Short form of scripts/kill-loop.mjs; CI kills 50 times.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SCRIPT = fileURLToPath(new URL("../scripts/kill-loop.mjs", import.meta.url));

test("runs that are killed at random end with the bytes of one that was not", { timeout: 120_000 }, () => {
  const { stdout } = spawnSync(process.execPath, [SCRIPT, "5"], { encoding: "utf8" });

  expect(JSON.parse(stdout)).toEqual({ kills: 5, runs: expect.any(Number), differences: [] });
});
