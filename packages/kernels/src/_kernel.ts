// Our kernels in TensorFlow.js's registry, whose types only know its own.

import * as tf from "@tensorflow/tfjs-core";
import type { AdamWKernel } from "./adam-w.ts";
import type { DenseGradKernel, DenseKernel } from "./dense.ts";
import type { DropoutKernel } from "./dropout.ts";
import type { RowSumKernel, SquaredNormKernel } from "./gradients.ts";
import type { LstmGradKernel, LstmKernel } from "./lstm.ts";
import type { SequencePoolGradKernel, SequencePoolKernel } from "./sequence-pool.ts";
import type { SoftmaxCrossEntropyKernel } from "./softmax-cross-entropy.ts";

/** Tensors by name and attributes of any type, as a kernel function receives them. */
export interface KernelArgs<Inputs, Attrs> {
  readonly inputs: Inputs;
  readonly attrs: Attrs;
  readonly backend: tf.KernelBackend;
}

/** What a backend implements for a kernel. */
export type Kernel<Inputs, Attrs> = (args: KernelArgs<Inputs, Attrs>) => tf.TensorInfo[];

/** What a backend needs for all ops of this package, by name in the registry. */
export interface Kernels {
  readonly AdamW: AdamWKernel;
  readonly Dense: DenseKernel;
  readonly DenseGrad: DenseGradKernel;
  readonly Dropout: DropoutKernel;
  readonly Lstm: LstmKernel;
  readonly LstmGrad: LstmGradKernel;
  readonly RowSum: RowSumKernel;
  readonly SequencePool: SequencePoolKernel;
  readonly SequencePoolGrad: SequencePoolGradKernel;
  readonly SoftmaxCrossEntropy: SoftmaxCrossEntropyKernel;
  readonly SquaredNorm: SquaredNormKernel;
}

type ArgsOf<Name extends keyof Kernels> = Parameters<Kernels[Name]>[0];

export function runKernel<Name extends keyof Kernels>(
  name: Name,
  inputs: ArgsOf<Name>["inputs"],
  attrs: ArgsOf<Name>["attrs"],
): tf.Tensor[] {
  if (tf.getKernel(name, tf.getBackend()) === undefined) {
    throw new Error(
      `runKernel: backend "${tf.getBackend()}" has no ${name} kernel; register one with registerReferenceKernels`,
    );
  }
  return tf.engine().runKernel(name, inputs as never, attrs as never) as unknown as tf.Tensor[];
}

/** Puts kernels, ours or of stock ops, in the place of those that the backend has. */
export function registerKernels<T extends { readonly [Name in keyof T]: (args: never) => unknown }>(
  backendName: string,
  kernels: T,
): void {
  for (const [kernelName, kernel] of Object.entries(kernels)) {
    if (tf.getKernel(kernelName, backendName) !== undefined) tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel({ kernelName, backendName, kernelFunc: kernel as tf.KernelFunc });
  }
}

/**
 * An op with its own gradient. `tf.customGrad` without its untyped argument list.
 *
 * @param f - Gets `save`; returns the value and a function from `dy` and the saved tensors to one gradient per input.
 */
export function opWithGradient<T extends tf.Tensor>(
  inputs: readonly tf.Tensor[],
  f: (save: tf.GradSaveFunc) => { value: T; gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor[] },
): T {
  return tf.customGrad((...args) => f(args[inputs.length] as tf.GradSaveFunc))(...inputs) as T;
}
