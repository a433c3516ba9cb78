// Which compute engine runs the kernels.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";

export const BACKENDS = ["auto", "wasm", "cpu"] as const;

export type BackendName = (typeof BACKENDS)[number];

export interface BackendChoice {
  readonly backend: string;
  /** The engine and why it was chosen, for people. */
  readonly description: string;
}

/** Makes a TensorFlow.js backend ready. */
export async function selectBackend(name: BackendName, threads?: number): Promise<BackendChoice> {
  // Without it tfjs advises to install another package.
  tf.env().set("PROD", true);
  if (name !== "cpu") {
    const { setThreadsCount, setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
    const main = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
    setWasmPaths(join(dirname(main), "/"));
    setThreadsCount(threads ?? 1);
    if (await tf.setBackend("wasm")) {
      return {
        backend: "wasm",
        description: `TensorFlow.js WebAssembly (${name === "wasm" ? "asked for" : "runs everywhere"})`,
      };
    }
    if (name === "wasm") throw new Error("selectBackend: the WebAssembly backend did not start");
  }
  await import("@tensorflow/tfjs-backend-cpu");
  await tf.setBackend("cpu");
  const reason = name === "cpu" ? "asked for" : "the WebAssembly backend did not start";
  return { backend: "cpu", description: `TensorFlow.js JavaScript (${reason})` };
}
