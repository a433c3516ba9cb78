// Every way in which an installed TensorFlow can fail, made for real; apps/cli tests that it is not installed.

import { expect, test } from "vitest";
import { type CliResult, createProject, installPackage, isBuilt, runCli } from "./_project.ts";

const GPU = "@tensorflow/tfjs-node-gpu";
const CPU = "@tensorflow/tfjs-node";

/** The name and status of each line of `newsclf doctor`. */
function statuses({ stdout }: CliResult): Record<string, string> {
  const { checks } = JSON.parse(stdout) as { checks: { name: string; status: string; code?: string }[] };
  return Object.fromEntries(checks.map(({ name, status, code }) => [name, code ?? status]));
}

test("the package has no binary", async () => {
  const project = await createProject();
  installPackage(project, GPU, ["lib", "deps"]);

  const { status, stderr } = await runCli(["inspect", "--engine", "--backend", "gpu"], project);
  expect(stderr).toMatch(/^error\[ENGINE_BINARY\] @tensorflow\/tfjs-node-gpu has no lib\/napi-v8\/tfjs_binding\.node/u);
  expect(stderr).toContain("fix: npm rebuild @tensorflow/tfjs-node-gpu");
  expect(status).toBe(2);
  expect(statuses(await runCli(["doctor", "--json"], project))).toMatchObject({
    package: "ok",
    binary: "ENGINE_BINARY",
  });
});

test("the binary has no library", async () => {
  const project = await createProject();
  installPackage(project, CPU, ["deps"]);

  const { status, stderr } = await runCli(["inspect", "--engine", "--backend", "tensorflow"], project);
  expect(stderr).toMatch(
    /^error\[ENGINE_LIBRARY\] .* does not load: libtensorflow\w*\.so\.2: cannot open shared object/u,
  );
  expect(status).toBe(2);
});

test.skipIf(!isBuilt(GPU))("CUDA is missing", async () => {
  const project = await createProject();
  installPackage(project, GPU);

  const { status, stderr } = await runCli(["inspect", "--engine", "--backend", "gpu"], project);
  expect(stderr).toMatch(/^error\[ENGINE_CUDA\] TensorFlow [\d.]+ did not find the CUDA runtime/u);
  expect(status).toBe(2);
  const result = await runCli(["doctor"], project);
  expect(result.stdout).toMatch(/^cuda {6}missing {6}\[ENGINE_CUDA\] /mu);
  expect(result.stdout).toMatch(/^engine {4}ok {11}(?:native|wasm) .*; no GPU: /mu);
  expect(result.status).toBe(0);
});

test("all is there for the CPU", async () => {
  const project = await createProject();
  installPackage(project, CPU);

  const { status, stdout, stderr } = await runCli(["doctor", "--backend", "tensorflow"], project);
  expect(stdout).toMatch(/^library {3}ok {11}TensorFlow \d+\.\d+\.\d+$/mu);
  expect(stdout).toMatch(/^engine {4}ok {11}tensorflow [\d.]+ cpu, \d+ threads? \(asked for\)$/mu);
  expect(stderr).toBe("");
  expect(status).toBe(0);
});
