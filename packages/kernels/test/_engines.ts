// Every engine runs every numerical test.

import "@tensorflow/tfjs-backend-cpu";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { selectEngine } from "../src/index.ts";

export interface TestEngine {
  readonly name: string;
  use(): Promise<void>;
}

setWasmPaths(new URL("../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url).pathname);
setThreadsCount(1);

/** The same ops as compositions of stock ops. */
const references: TestEngine[] = ["cpu", "wasm"].map((name) => ({
  name: `reference on ${name}`,
  use: async () => {
    await tf.setBackend(name);
    await tf.ready();
  },
}));

const ours: TestEngine[] = (["native", "wasm"] as const).map((name) => ({
  name,
  use: async () => {
    await selectEngine(name, 2);
  },
}));

export const engines: readonly TestEngine[] = [...references, ...ours];
