// Our kernels in TensorFlow.js's registry, whose types only know its own.

import * as tf from "@tensorflow/tfjs-core";
import type { Kernels } from "./contract.ts";

type ArgsOf<Name extends keyof Kernels> = Parameters<Kernels[Name]>[0];

/** Runs the kernel of TensorFlow.js's current backend. */
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
