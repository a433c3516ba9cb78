// The engines of a process, each started once: native code, and WebAssembly.

import { browserHost } from "../host-browser.ts";
import type { Engine } from "./engine.ts";
import type { Host } from "./host.ts";
import { createNativeEngine } from "./native-engine.ts";
import { createWasmEngine } from "./wasm-engine.ts";
import { bestWasmIsa } from "./wasm-isa.ts";

/** `auto` is native code if there is some for this machine, else WebAssembly. */
export type EngineName = "auto" | "native" | "wasm";

const ENGINE_NAMES: readonly EngineName[] = ["auto", "native", "wasm"];

export interface LoadedEngine {
  readonly engine: Engine;
  /** Why this engine and not the native one. */
  readonly reason?: string;
}

let host: Host = browserHost;
let wantedThreads: number | undefined;
const loading = new Map<Engine["kind"], Promise<Engine>>();

/** Engines that are created from now on run in these surroundings. */
export function useHost(hostOfEntry: Host): void {
  if (host === hostOfEntry) return;
  host = hostOfEntry;
  // What a page cannot run Node may.
  loading.delete("native");
}

/**
 * How many threads engines have that are started from now on.
 *
 * @param numThreads - Undefined: one a core.
 * @returns What that is here.
 */
export function wantThreads(numThreads: number | undefined): number {
  wantedThreads = numThreads;
  return numThreads ?? host.numCores;
}

/** @throws RangeError for what is not in `1..64`. */
export function checkThreads(caller: string, numThreads: number | undefined): void {
  if (numThreads === undefined || (Number.isInteger(numThreads) && numThreads >= 1 && numThreads <= 64)) return;
  throw new RangeError(`${caller}: expected numThreads in 1..64, got ${numThreads}`);
}

/**
 * An engine by itself, which TensorFlow.js knows nothing of; the same one as `selectEngine` gives it.
 *
 * @param numThreads - Threads of one operation, `1..64`. Default: those that it has, and one if it is started here: what a few texts
 * need is not worth sharing. Results do not depend on it.
 * @throws NewsclfError `ENGINE_MISSING` if the engine is not there: why, and what to do.
 */
export async function loadEngine(name: EngineName = "auto", numThreads?: number): Promise<LoadedEngine> {
  if (!ENGINE_NAMES.includes(name)) throw new TypeError(`loadEngine: expected ${ENGINE_NAMES.join(", ")}, got ${name}`);
  checkThreads("loadEngine", numThreads);
  const loaded = await findEngine(name, numThreads ?? 1);
  if (numThreads !== undefined) loaded.engine.numThreads = numThreads;
  return loaded;
}

/** @param numThreads - Of one that is started here. */
export async function findEngine(
  name: EngineName,
  numThreads: number = wantedThreads ?? host.numCores,
): Promise<LoadedEngine> {
  if (name !== "auto") return { engine: await findKind(name, numThreads) };
  try {
    return { engine: await findKind("native", numThreads) };
  } catch (error) {
    return { engine: await findKind("wasm", numThreads), reason: (error as Error).message };
  }
}

function findKind(kind: Engine["kind"], numThreads: number): Promise<Engine> {
  const known = loading.get(kind);
  if (known) return known;
  const engine = create(kind, numThreads);
  loading.set(kind, engine);
  // A module that did not arrive may arrive the next time; what the machine can run stays as it is.
  if (kind === "wasm") engine.catch(() => loading.delete(kind));
  return engine;
}

async function create(kind: Engine["kind"], numThreads: number): Promise<Engine> {
  const isa = bestWasmIsa();
  const engine =
    kind === "native"
      ? createNativeEngine(host.loadAddon())
      : createWasmEngine(await host.loadModule(isa), isa, host.startThread);
  engine.numThreads = numThreads;
  return engine;
}
