// What an entry registers. A program may import both entries, in any order: they share one state.

import { areEnginesRegistered, registerEngines } from "./engines/select-engine.ts";
import { registerReferenceKernels } from "./reference/index.ts";

const STOCK_BACKENDS = ["cpu", "wasm", "webgl", "webgpu", "tensorflow"];

/** Our engines, and the reference kernels for TensorFlow.js's own backends. Those of another copy of this package serve both. */
export function registerBackends(): void {
  if (areEnginesRegistered()) return;
  registerEngines();
  for (const backendName of STOCK_BACKENDS) registerReferenceKernels(backendName);
}
