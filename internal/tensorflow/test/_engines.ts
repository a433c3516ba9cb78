// Stands in for test/_engines.ts of the kernels: the same suite, on TensorFlow.

import { fileURLToPath } from "node:url";
import { loadTensorflow } from "@newsclf/kernels/node";

const here = fileURLToPath(new URL(".", import.meta.url));

export const engines: readonly { name: string; use(): Promise<void> }[] = [
  {
    name: "tensorflow",
    use: async () => {
      await loadTensorflow({ from: [here], needsGpu: false, packageNames: ["@tensorflow/tfjs-node"] });
    },
  },
];
