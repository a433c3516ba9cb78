// Copies of all weights on the host, to come back to.

import { tensor, type Variable } from "@tensorflow/tfjs-core";

/** Values of each parameter, in the order of `params`. */
export type WeightCopy = readonly Float32Array[];

/** Copies the values: a backend may update a variable's buffer in place. */
export async function copyWeights(params: readonly Variable[]): Promise<WeightCopy> {
  return Promise.all(params.map(async (param) => Float32Array.from(await param.data())));
}

/** Writes a copy back. */
export function restoreWeights(params: readonly Variable[], copy: WeightCopy): void {
  params.forEach((param, i) => {
    const value = tensor(copy[i]!.slice(), param.shape, "float32");
    param.assign(value);
    value.dispose();
  });
}
