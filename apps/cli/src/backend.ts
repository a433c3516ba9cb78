// Which compute engine runs the kernels.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { selectEngine } from "@newsclf/kernels";
import * as tf from "@tensorflow/tfjs-core";
import { UsageError } from "./print-error.ts";
import { diagnose, useTensorflow } from "./tensorflow.ts";

export const BACKENDS = ["auto", "gpu", "native", "wasm", "tensorflow", "reference"] as const;

export type BackendName = (typeof BACKENDS)[number];

export interface BackendChoice {
  /** Engine and instruction set: the same one gives the same bits. */
  readonly engine: string;
  readonly numThreads: number;
  /** Why this engine. */
  readonly reason: string;
}

/** Makes an engine ready: with `auto` a GPU that works, else native code, else WebAssembly. */
export async function selectBackend(name: BackendName, threads?: number): Promise<BackendChoice> {
  // Without it tfjs advises to install another package.
  tf.env().set("PROD", true);
  if (name === "reference") return selectReference();
  if (name === "gpu" || name === "tensorflow") return useTensorflow(name === "gpu", threads, "asked for");
  let withoutGpu = "";
  if (name === "auto") {
    const { package: installed, checks } = await diagnose(true);
    const failed = checks.find(({ isOk }) => !isOk);
    if (failed === undefined) return useTensorflow(true, threads, "there is a GPU that works");
    // Most people have no such package, and need not hear of it.
    if (installed !== undefined) withoutGpu = `; no GPU: ${failed.message}; newsclf doctor tells more`;
  }
  try {
    const {
      kind,
      isa,
      numThreads,
      reason = name === "auto" ? "the fastest here" : "asked for",
    } = await selectEngine(name, threads);
    return { engine: `${kind} ${isa}`, numThreads, reason: reason + withoutGpu };
  } catch (error) {
    if (name !== "native") throw error;
    throw new UsageError("CONFIG", `--backend native: ${(error as Error).message}`, "leave --backend out");
  }
}

/** For people. */
export function describeBackend({ engine, numThreads, reason }: BackendChoice): string {
  return `${engine}, ${numThreads} ${numThreads === 1 ? "thread" : "threads"} (${reason})`;
}

/** TensorFlow.js's own WebAssembly backend, with the kernels composed from its ops. */
async function selectReference(): Promise<BackendChoice> {
  const { setThreadsCount, setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
  const main = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
  setWasmPaths(join(dirname(main), "/"));
  setThreadsCount(1);
  if (!(await tf.setBackend("wasm"))) throw new Error("selectBackend: TensorFlow.js's backend did not start");
  return { engine: "reference tfjs-wasm", numThreads: 1, reason: "asked for" };
}
