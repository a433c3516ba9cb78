// The kernels composed of TensorFlow.js's own ops.

import type { Kernels } from "../contract.ts";
import { registerKernels } from "../registry.ts";
import { adamWUpdate } from "./adam-w.ts";
import { denseBackward, denseForward } from "./dense.ts";
import { dropoutForward } from "./dropout.ts";
import { lstmBackward, lstmForward } from "./lstm.ts";
import { rowSum, squaredNormOf } from "./row-sum.ts";
import { poolBackward, poolForward } from "./sequence-pool.ts";
import { crossEntropyForward } from "./softmax-cross-entropy.ts";

const REFERENCE_KERNELS: Kernels = {
  AdamW: adamWUpdate,
  Dense: denseForward,
  DenseGrad: denseBackward,
  Dropout: dropoutForward,
  Lstm: lstmForward,
  LstmGrad: lstmBackward,
  RowSum: rowSum,
  SequencePool: poolForward,
  SequencePoolGrad: poolBackward,
  SoftmaxCrossEntropy: crossEntropyForward,
  SquaredNorm: squaredNormOf,
};

/** Makes the ops of this package run on the TensorFlow.js backend of this name, by composing its own ops. */
export function registerReferenceKernels(backendName: string): void {
  registerKernels(backendName, REFERENCE_KERNELS);
}
