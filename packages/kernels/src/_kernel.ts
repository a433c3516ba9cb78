// One line to run a kernel of ours through TensorFlow.js's registry. The registry's types only know its own kernels.

import * as tf from "@tensorflow/tfjs-core";

/** Tensors by name and attributes of any type, as a kernel function receives them. */
export interface KernelArgs<Inputs, Attrs> {
  readonly inputs: Inputs;
  readonly attrs: Attrs;
  readonly backend: tf.KernelBackend;
}

/** What a backend implements for a kernel. */
export type Kernel<Inputs, Attrs> = (args: KernelArgs<Inputs, Attrs>) => tf.TensorInfo[];

export function runKernel<Inputs, Attrs>(name: string, inputs: Inputs, attrs: Attrs): tf.Tensor[] {
  if (tf.getKernel(name, tf.getBackend()) === undefined) {
    throw new Error(
      `runKernel: backend "${tf.getBackend()}" has no ${name} kernel; register one with registerReferenceKernels`,
    );
  }
  return tf.engine().runKernel(name, inputs as tf.NamedTensorMap, attrs as tf.NamedAttrMap) as unknown as tf.Tensor[];
}

export function registerKernel<Inputs, Attrs>(
  kernelName: string,
  backendName: string,
  kernel: (args: KernelArgs<Inputs, Attrs>) => tf.TensorInfo | tf.TensorInfo[],
): void {
  if (tf.getKernel(kernelName, backendName) !== undefined) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({ kernelName, backendName, kernelFunc: kernel as unknown as tf.KernelFunc });
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
