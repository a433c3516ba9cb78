// What a layer learns: arrays with a name, a shape, and a rule for how they start.

import { deriveSeed } from "@newsclf/kernels/engine";
import { type Start, uniformSource } from "./start-values.ts";

export interface ParamSpec {
  /** That of a stock TensorFlow.js LayersModel of the same layers. */
  readonly name: string;
  readonly shape: readonly number[];
}

export interface Param extends ParamSpec {
  readonly start: Start;
}

export function paramSize({ shape }: Pick<ParamSpec, "shape">): number {
  return shape.reduce((product, n) => product * n, 1);
}

/** One array a parameter. Each depends on `seed` and its own name and shape alone. */
export function startWeights(params: readonly Param[], seed: number): Float32Array[] {
  return params.map((param) => param.start(paramSize(param), uniformSource(deriveSeed(seed, param.name))));
}
