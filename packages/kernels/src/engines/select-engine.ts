// The engines as TensorFlow.js backends: `newsclf-native`, `newsclf-wasm`, and `newsclf`, the best that there is.

import { NewsclfError } from "@newsclf-internal/errors";
import * as tf from "@tensorflow/tfjs-core";
import { browserHost } from "../host-browser.ts";
import { registerKernels } from "../registry.ts";
import type { Engine } from "./engine.ts";
import { EngineBackend, engineOf } from "./engine-backend.ts";
import type { Host } from "./host.ts";
import { ENGINE_KERNELS } from "./kernels.ts";
import { createNativeEngine } from "./native-engine.ts";
import { STOCK_KERNELS } from "./stock-kernels.ts";
import { createWasmEngine } from "./wasm-engine.ts";
import { bestWasmIsa } from "./wasm-isa.ts";

export type EngineName = "auto" | "native" | "wasm";

/** What computes, and why. */
export interface EngineInfo {
  readonly kind: "native" | "wasm";
  /** Instruction set: `avx512`, `avx2`, `sse2`, `neon`, `simd128` or `relaxed-simd`. */
  readonly isa: string;
  readonly numThreads: number;
  /** Why this engine and not the native one. */
  readonly reason?: string;
}

interface LoadedEngine {
  readonly engine: Engine;
  readonly reason?: string;
}

const BACKEND_NAMES: Record<EngineName, string> = {
  auto: "newsclf",
  native: "newsclf-native",
  wasm: "newsclf-wasm",
};

let host: Host = browserHost;
/** Whether the backends are those of this copy of the package. */
let isOwner = false;
let wantedThreads: number | undefined;
const loading = new Map<Engine["kind"], Promise<Engine>>();

/**
 * Makes an engine TensorFlow.js's backend.
 *
 * @param name - `auto` is native code if there is some for this machine, else WebAssembly. `tf.setBackend("newsclf")` does the same.
 * @param numThreads - Threads of one operation, `1..64`; by default one a core. Results do not depend on it.
 * @throws NewsclfError `ENGINE_MISSING` if the engine is not there: why, and what to do.
 */
export async function selectEngine(name: EngineName = "auto", numThreads?: number): Promise<EngineInfo> {
  if (numThreads !== undefined && !(Number.isInteger(numThreads) && numThreads >= 1 && numThreads <= 64)) {
    throw new RangeError(`selectEngine: expected numThreads in 1..64, got ${numThreads}`);
  }
  wantedThreads = numThreads;
  const { reason } = isOwner ? await load(name) : {};
  if (!(await tf.setBackend(BACKEND_NAMES[name]))) {
    throw new NewsclfError("ENGINE_MISSING", `TensorFlow.js cannot use the backend ${BACKEND_NAMES[name]}`);
  }
  const { engine } = tf.backend() as EngineBackend;
  engine.numThreads = numThreads ?? host.numCores;
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
    tf.registerBackend(backendName, async () => new EngineBackend((await load(name)).engine), 0);
    tf.copyRegisteredKernels("cpu", backendName);
    const kernels = Object.entries({ ...ENGINE_KERNELS, ...STOCK_KERNELS }).map(([kernelName, kernel]) => [
      kernelName,
      (args: { readonly backend: unknown }) => engineOf(args).attempt(() => kernel(args as never)),
    ]);
    registerKernels(backendName, Object.fromEntries(kernels));
  }
}

/** Engines that are created from now on run in these surroundings. */
export function useHost(hostOfEntry: Host): void {
  host = hostOfEntry;
  // What a page cannot run Node may.
  loading.delete("native");
}

async function load(name: EngineName): Promise<LoadedEngine> {
  if (name !== "auto") return { engine: await loadKind(name) };
  try {
    return { engine: await loadKind("native") };
  } catch (error) {
    return { engine: await loadKind("wasm"), reason: (error as Error).message };
  }
}

function loadKind(kind: Engine["kind"]): Promise<Engine> {
  const known = loading.get(kind);
  if (known) return known;
  const engine = create(kind);
  loading.set(kind, engine);
  // A module that did not arrive may arrive the next time; what the machine can run stays as it is.
  if (kind === "wasm") engine.catch(() => loading.delete(kind));
  return engine;
}

async function create(kind: Engine["kind"]): Promise<Engine> {
  const isa = bestWasmIsa();
  const engine =
    kind === "native"
      ? createNativeEngine(host.loadAddon())
      : createWasmEngine(await host.loadModule(isa), isa, host.startThread);
  engine.numThreads = wantedThreads ?? host.numCores;
  return engine;
}
