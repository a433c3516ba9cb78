// What needs Node: engines that are not JavaScript.

export {
  diagnoseTensorflow,
  type TensorflowCheck,
  type TensorflowDiagnosis,
  type TensorflowOptions,
  type TensorflowPackage,
} from "./tensorflow/diagnose.ts";
export { type LoadedTensorflow, loadTensorflow, TensorflowError } from "./tensorflow/load.ts";
