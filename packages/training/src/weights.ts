// Copies of all weights on the host, to come back to.

import { tensor, type Variable } from "@tensorflow/tfjs-core";

/** Values of each parameter, in the order of `params`. */
export type WeightCopy = readonly Float32Array[];

/** Copies the values: a backend may update a variable's buffer in place. */
export async function copyWeights(params: readonly Variable[]): Promise<WeightCopy> {
  return Promise.all(params.map(async (param) => Float32Array.from(await param.data())));
}

/** @throws RangeError if a copy is that of other parameters. */
export function checkWeights(params: readonly Variable[], copy: WeightCopy | undefined): void {
  if (copy?.length !== params.length) {
    throw new RangeError(`restore: expected ${params.length} arrays, got ${copy?.length ?? 0}`);
  }
  params.forEach(({ name, size }, i) => {
    if (copy[i]!.length === size) return;
    throw new RangeError(`restore: expected ${size} values for ${name}, got ${copy[i]!.length}`);
  });
}

/** Writes a copy back. @throws RangeError if it is that of other parameters. */
export function restoreWeights(params: readonly Variable[], copy: WeightCopy): void {
  checkWeights(params, copy);
  params.forEach((param, i) => {
    const value = tensor(copy[i]!.slice(), param.shape, "float32");
    param.assign(value);
    value.dispose();
  });
}
