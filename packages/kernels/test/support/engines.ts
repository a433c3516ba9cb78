// Every engine runs every numerical test.

import "@tensorflow/tfjs-backend-cpu";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { selectEngine } from "../../src/node.ts";

export interface TestEngine {
  readonly name: string;
  use(): Promise<void>;
}

setWasmPaths(new URL("../../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url).pathname);
setThreadsCount(1);

/** The same ops as compositions of stock ops. */
const references: TestEngine[] = ["cpu", "wasm"].map((name) => ({
  name: `reference on ${name}`,
  use: async () => {
    await tf.setBackend(name);
    await tf.ready();
  },
}));

export interface OwnEngine extends TestEngine {
  readonly name: "native" | "wasm";
  useThreads(numThreads: number): Promise<void>;
}

/** NEWSCLF_TEST_ENGINES names those to run, such as `native` for the addon under a sanitizer. */
const wanted = process.env.NEWSCLF_TEST_ENGINES?.split(",");

/** Missing where there was no compiler. */
export const hasNative: boolean = await selectEngine("native", 1).then(
  () => true,
  (error) => {
    process.stderr.write(`NOT RUN: tests on the native engine: ${error.message}\n`);
    return false;
  },
);

export const ownEngines: readonly OwnEngine[] = (["native", "wasm"] as const)
  .filter((name) => (wanted?.includes(name) ?? true) && (name === "wasm" || hasNative))
  .map((name) => {
    const useThreads = async (numThreads: number): Promise<void> => {
      await selectEngine(name, numThreads);
    };
    return { name, useThreads, use: () => useThreads(2) };
  });

export const engines: readonly TestEngine[] = [...(wanted ? [] : references), ...ownEngines];

/** Runs `f` on TensorFlow.js's own JavaScript backend, where our kernels are compositions of stock ops. */
export async function onReference<T>(f: () => T): Promise<T> {
  await tf.setBackend("cpu");
  return f();
}
