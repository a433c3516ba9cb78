// What an entry registers. A program may import both entries, in any order: they share one state.

import { registerEngines } from "./engines/select-engine.ts";
import { registerReferenceKernels } from "./reference/index.ts";

const STOCK_BACKENDS = ["cpu", "wasm", "webgl", "webgpu", "tensorflow"];

let isDone = false;

/** Our engines, and the reference kernels for TensorFlow.js's own backends. */
export function registerBackends(): void {
  if (isDone) return;
  isDone = true;
  registerEngines();
  for (const backendName of STOCK_BACKENDS) registerReferenceKernels(backendName);
}
