// Kernels for @tensorflow/tfjs-node and @tensorflow/tfjs-node-gpu, where a composition of ops is too slow. The others
// (dense, dropout, AdamW, the backward pass of pooling) are the reference's.

import type { Kernels } from "../contract.ts";
import { registerKernels } from "../registry.ts";
import { blockLstm, steppedLstmGrad } from "./lstm.ts";
import { segmentSum } from "./row-sum.ts";
import { poolSegments } from "./sequence-pool.ts";
import { sparseCrossEntropy } from "./softmax-cross-entropy.ts";

const TENSORFLOW_KERNELS: Partial<Kernels> = {
  Lstm: blockLstm,
  LstmGrad: steppedLstmGrad,
  RowSum: segmentSum,
  SequencePool: poolSegments,
  SoftmaxCrossEntropy: sparseCrossEntropy,
};

/** Puts them in the place of the reference kernels. */
export function registerTensorflowKernels(): void {
  registerKernels("tensorflow", TENSORFLOW_KERNELS);
}
