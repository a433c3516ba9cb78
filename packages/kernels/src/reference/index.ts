// The reference kernels, registered for TensorFlow.js's own backends when the package is imported.

import { registerKernel } from "../_kernel.ts";
import { adamWUpdate } from "./adam-w.ts";
import { denseBackward, denseForward } from "./dense.ts";
import { dropoutForward } from "./dropout.ts";
import { lstmBackward, lstmForward } from "./lstm.ts";
import { rowSum, squaredNormOf } from "./row-sum.ts";
import { poolBackward, poolForward } from "./sequence-pool.ts";
import { crossEntropyForward } from "./softmax-cross-entropy.ts";

/** Makes the ops of this package run on the TensorFlow.js backend of this name, by composing its own ops. */
export function registerReferenceKernels(backendName: string): void {
  registerKernel("AdamW", backendName, adamWUpdate);
  registerKernel("Dense", backendName, denseForward);
  registerKernel("DenseGrad", backendName, denseBackward);
  registerKernel("Dropout", backendName, dropoutForward);
  registerKernel("Lstm", backendName, lstmForward);
  registerKernel("LstmGrad", backendName, lstmBackward);
  registerKernel("RowSum", backendName, rowSum);
  registerKernel("SequencePool", backendName, poolForward);
  registerKernel("SequencePoolGrad", backendName, poolBackward);
  registerKernel("SoftmaxCrossEntropy", backendName, crossEntropyForward);
  registerKernel("SquaredNorm", backendName, squaredNormOf);
}

for (const backendName of ["cpu", "wasm", "webgl", "webgpu", "tensorflow"]) registerReferenceKernels(backendName);
