// The entry for Node: the main entry with native code, modules and threads of Node, and TensorFlow.

import { useHost } from "./engines/load-engine.ts";
import { nodeHost } from "./host-node.ts";
import { registerBackends } from "./register.ts";
import { registerTensorflowKernels } from "./tensorflow/index.ts";

registerBackends();
registerTensorflowKernels();
useHost(nodeHost);

export * from "./main.ts";
export {
  diagnoseTensorflow,
  type TensorflowCheck,
  type TensorflowDiagnosis,
  type TensorflowOptions,
  type TensorflowPackage,
} from "./tensorflow/diagnose.ts";
export { type LoadedTensorflow, loadTensorflow } from "./tensorflow/load.ts";
