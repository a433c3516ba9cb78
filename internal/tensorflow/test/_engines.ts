// Stands in for the kernels' test/_engines.ts: the same suite, on TensorFlow.

import { createRequire } from "node:module";
import util from "node:util";
import * as tf from "@tensorflow/tfjs-core";

Object.assign(util, { isNullOrUndefined: (value: unknown) => value == null, isArray: Array.isArray });
createRequire(import.meta.url)("@tensorflow/tfjs-node");

export const engines = [
  {
    name: "tensorflow",
    use: async () => {
      await tf.setBackend("tensorflow");
    },
  },
];
