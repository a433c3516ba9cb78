// The engines as TensorFlow.js backends: `newsclf-native`, `newsclf-wasm`, and `newsclf`, the best that there is.

import { NewsclfError } from "@newsclf-internal/errors";
import * as tf from "@tensorflow/tfjs-core";
import { registerKernels } from "../registry.ts";
import { EngineBackend, engineOf } from "./engine-backend.ts";
import { ENGINE_KERNELS } from "./kernels.ts";
import { checkThreads, type EngineName, findEngine, wantThreads } from "./load-engine.ts";
import { STOCK_KERNELS } from "./stock-kernels.ts";

/** What computes, and why. */
export interface EngineInfo {
  readonly kind: "native" | "wasm";
  /** Instruction set: `avx512`, `avx2`, `sse2`, `neon`, `simd128` or `relaxed-simd`. */
  readonly isa: string;
  readonly numThreads: number;
  /** Why this engine and not the native one. */
  readonly reason?: string;
}

const BACKEND_NAMES: Record<EngineName, string> = {
  auto: "newsclf",
  native: "newsclf-native",
  wasm: "newsclf-wasm",
};

/** Whether the backends are those of this copy of the package. */
let isOwner = false;

/**
 * Makes an engine TensorFlow.js's backend.
 *
 * @param name - `auto` is native code if there is some for this machine, else WebAssembly. `tf.setBackend("newsclf")` does the same.
 * @param numThreads - Threads of one operation, `1..64`; by default one a core. Results do not depend on it.
 * @throws NewsclfError `ENGINE_MISSING` if the engine is not there: why, and what to do.
 */
export async function selectEngine(name: EngineName = "auto", numThreads?: number): Promise<EngineInfo> {
  checkThreads("selectEngine", numThreads);
  const threads = wantThreads(numThreads);
  const { reason } = isOwner ? await findEngine(name) : {};
  if (!(await tf.setBackend(BACKEND_NAMES[name]))) {
    throw new NewsclfError("ENGINE_MISSING", `TensorFlow.js cannot use the backend ${BACKEND_NAMES[name]}`);
  }
  const { engine } = tf.backend() as EngineBackend;
  engine.numThreads = threads;
  const { kind, isa } = engine;
  return { kind, isa, numThreads: engine.numThreads, ...(reason !== undefined && { reason }) };
}

export function areEnginesRegistered(): boolean {
  return (tf.findBackendFactory(BACKEND_NAMES.auto) ?? null) !== null;
}

/** Registers the backends whose engines `selectEngine` chooses. Called once. */
export function registerEngines(): void {
  isOwner = true;
  for (const [name, backendName] of Object.entries(BACKEND_NAMES) as [EngineName, string][]) {
    // Priority 0: TensorFlow.js takes it only when it is asked to.
    tf.registerBackend(backendName, async () => new EngineBackend((await findEngine(name)).engine), 0);
    tf.copyRegisteredKernels("cpu", backendName);
    const kernels = Object.entries({ ...ENGINE_KERNELS, ...STOCK_KERNELS }).map(([kernelName, kernel]) => [
      kernelName,
      (args: { readonly backend: unknown }) => engineOf(args).attempt(() => kernel(args as never)),
    ]);
    registerKernels(backendName, Object.fromEntries(kernels));
  }
}
