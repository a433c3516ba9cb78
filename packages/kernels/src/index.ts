// The entry for Node: registers the engines and TensorFlow's kernels.

import { registerEngines } from "./backend/engines.ts";
import { nodeHost } from "./host-node.ts";
import { registerTensorflowKernels } from "./tensorflow/index.ts";

registerEngines(nodeHost);
registerTensorflowKernels();

export * from "./main.ts";
