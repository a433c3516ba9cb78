// Seeded starting weights: a function of (seed, parameter, entry), the same on every engine.

import { deriveSeed, hash32 } from "@newsclf/kernels";
import { type ParamSpec, paramSize, paramSpecs } from "./_params.ts";
import type { ClassifierConfig } from "./config.ts";

/** One array a parameter, in the order of `paramSpecs`. */
export function initialWeights(config: ClassifierConfig, seed: number): Float32Array[] {
  return paramSpecs(config).map((spec, i) => {
    const uniform = uniformSource(deriveSeed(seed, i));
    return config.initializer === "pytorch"
      ? pytorchWeights(spec, uniform, config)
      : kerasWeights(spec, uniform, config);
  });
}

/** Keras 3's defaults: embedding U(-.05, .05), kernels Glorot uniform, recurrent kernels orthogonal, forget bias 1. */
function kerasWeights(spec: ParamSpec, uniform: () => number, { hiddenSize }: ClassifierConfig): Float32Array {
  const [fanIn, fanOut] = spec.shape as [number, number];
  switch (spec.role) {
    case "embedding":
      return withoutPadding(
        fill(spec, () => (2 * uniform() - 1) * 0.05),
        fanOut,
      );
    case "kernel":
      return fill(spec, () => (2 * uniform() - 1) * Math.sqrt(6 / (fanIn + fanOut)));
    case "recurrentKernel":
      return orthogonalRows(fanIn, fanOut, uniform);
    case "lstmBias":
      return new Float32Array(paramSize(spec)).fill(1, hiddenSize, 2 * hiddenSize);
    case "bias":
      return new Float32Array(paramSize(spec));
  }
}

/** PyTorch's defaults: `nn.Embedding` N(0, 1), `nn.LSTM` U(±1/√H), `nn.Linear` U(±1/√fanIn). */
function pytorchWeights(spec: ParamSpec, uniform: () => number, config: ClassifierConfig): Float32Array {
  if (spec.role === "embedding")
    return withoutPadding(
      fill(spec, () => normal(uniform)),
      spec.shape[1]!,
    );
  const specs = paramSpecs(config);
  const kernelOf = specs[specs.findIndex(({ name }) => name === spec.name) - (spec.role === "bias" ? 1 : 0)]!;
  const limit = 1 / Math.sqrt(spec.block === "lstm" ? config.hiddenSize : kernelOf.shape[0]!);
  return fill(spec, () => (2 * uniform() - 1) * limit);
}

/** The padding row starts, and without a gradient stays, at zero. */
function withoutPadding(table: Float32Array, width: number): Float32Array {
  return table.fill(0, 0, width);
}

/** Orthonormal rows, by modified Gram-Schmidt on a normal matrix (Saxe et al. 2014). */
function orthogonalRows(numRows: number, width: number, uniform: () => number): Float32Array {
  const matrix = Float64Array.from({ length: numRows * width }, () => normal(uniform));
  for (let i = 0; i < numRows; i++) {
    const row = matrix.subarray(i * width, (i + 1) * width);
    for (let j = 0; j < i; j++) {
      const other = matrix.subarray(j * width, (j + 1) * width);
      let dot = 0;
      for (let k = 0; k < width; k++) dot += row[k]! * other[k]!;
      for (let k = 0; k < width; k++) row[k]! -= dot * other[k]!;
    }
    const norm = Math.hypot(...row);
    for (let k = 0; k < width; k++) row[k]! /= norm;
  }
  return Float32Array.from(matrix);
}

function fill(spec: ParamSpec, next: () => number): Float32Array {
  return Float32Array.from({ length: paramSize(spec) }, next);
}

/** Numbers in (0, 1). */
function uniformSource(key: number): () => number {
  let counter = 0;
  return () => (hash32(key ^ counter++) + 0.5) / 2 ** 32;
}

/** Box & Muller 1958. */
function normal(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
