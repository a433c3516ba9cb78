// Stands in for test/support/engines.ts of the kernels: the same suite, on TensorFlow.

import { fileURLToPath } from "node:url";
import { loadTensorflow } from "@newsclf/kernels/node";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";

const here = fileURLToPath(new URL(".", import.meta.url));

export const engines: readonly { name: string; use(): Promise<void> }[] = [
  {
    name: "tensorflow",
    use: async () => {
      await loadTensorflow({ from: [here], needsGpu: false, packageNames: ["@tensorflow/tfjs-node"] });
    },
  },
];

/** Those that are compared with the reference. */
export const ownEngines: typeof engines = engines;

export async function onReference<T>(f: () => T): Promise<T> {
  await tf.setBackend("cpu");
  return f();
}
