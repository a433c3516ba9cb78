// Which compute engine runs the kernels.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { selectEngine } from "@newsclf/kernels";
import * as tf from "@tensorflow/tfjs-core";
import { UsageError } from "./print-error.ts";

export const BACKENDS = ["auto", "native", "wasm", "reference"] as const;

export type BackendName = (typeof BACKENDS)[number];

export interface BackendChoice {
  /** Engine and instruction set: the same one gives the same bits. */
  readonly engine: string;
  readonly numThreads: number;
  /** Why this engine. */
  readonly reason: string;
}

/** Makes an engine ready. */
export async function selectBackend(name: BackendName, threads?: number): Promise<BackendChoice> {
  // Without it tfjs advises to install another package.
  tf.env().set("PROD", true);
  if (name === "reference") return selectReference();
  try {
    const {
      kind,
      isa,
      numThreads,
      reason = name === "auto" ? "the fastest here" : "asked for",
    } = await selectEngine(name, threads);
    return { engine: `${kind} ${isa}`, numThreads, reason };
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
