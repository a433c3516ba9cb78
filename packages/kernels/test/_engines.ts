// Every engine runs every numerical test.

import "@tensorflow/tfjs-backend-cpu";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import "../src/index.ts";

export interface TestEngine {
  readonly name: string;
  use(): Promise<void>;
}

setWasmPaths(new URL("../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url).pathname);
setThreadsCount(1);

export const engines: readonly TestEngine[] = ["cpu", "wasm"].map((name) => ({
  name,
  use: async () => {
    await tf.setBackend(name);
    await tf.ready();
  },
}));
