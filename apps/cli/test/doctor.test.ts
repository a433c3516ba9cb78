// Without TensorFlow; internal/tensorflow tests the rest of what can be missing.

import { expect, test } from "vitest";
import { runCli, withFolder } from "./_cli.ts";

test("says that the package for the GPU is missing, how to get it, and what is used instead", async () => {
  await withFolder(async (cwd) => {
    const { status, stdout, stderr } = await runCli(["doctor"], { cwd });

    expect(stdout).toMatch(/^node {6}ok {11}v\d+/u);
    expect(stdout).toContain(
      "package   missing      [ENGINE_MISSING] @tensorflow/tfjs-node-gpu is not installed\n  fix: npm install @tensorflow/tfjs-node-gpu\n",
    );
    expect(stdout).toMatch(/^gpu {7}not checked$/mu);
    expect(stdout).toMatch(/^engine {4}ok {11}\S/mu);
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});

test("fails with the engine that was asked for", async () => {
  await withFolder(async (cwd) => {
    const { status, stdout } = await runCli(["doctor", "--backend", "tensorflow", "--json"], { cwd });
    const { checks } = JSON.parse(stdout) as { checks: { name: string }[] };

    expect(checks.map(({ name }) => name)).toEqual(["node", "package", "binary", "library", "engine"]);
    expect(checks.at(-1)).toEqual({
      name: "engine",
      status: "missing",
      message: "@tensorflow/tfjs-node-gpu and @tensorflow/tfjs-node are not installed",
      code: "ENGINE_MISSING",
      fix: "npm install @tensorflow/tfjs-node",
    });
    expect(status).toBe(2);
  });
});

test("another command stops with the same error", async () => {
  await withFolder(async (cwd) => {
    const { status, stderr } = await runCli(["inspect", "--engine", "--backend", "gpu"], { cwd });

    expect(stderr).toBe(
      "error[ENGINE_MISSING] @tensorflow/tfjs-node-gpu is not installed\n  fix: npm install @tensorflow/tfjs-node-gpu\n",
    );
    expect(status).toBe(2);
  });
});
