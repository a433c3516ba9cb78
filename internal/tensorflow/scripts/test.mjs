// Builds the binding and runs the tests on it. Where it cannot be built, such as on a machine without network, the tests
// are left out and a line says so; under CI that is a failure if the platform is one for which it can be built.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { buildBinding, isSupported } from "./build-binding.mjs";

const isCi = Boolean(process.env.CI);
const say = (line) => console.log(`build-binding: ${line}`);

try {
  await buildBinding({ say });
  // 600 MB more, for one test: what a GPU library does where there is no CUDA.
  const gpuPackage = createRequire(import.meta.url).resolve("@tensorflow/tfjs-node-gpu/package.json");
  if (isCi) await buildBinding({ gpu: true, into: dirname(gpuPackage), say });
} catch (error) {
  console.log(`NOT RUN: the tests on TensorFlow, for it could not be built here: ${error.message}`);
  process.exit(isCi && isSupported ? 1 : 0);
}
const { status } = spawnSync("vitest", ["run"], { stdio: "inherit" });
process.exit(status ?? 1);
