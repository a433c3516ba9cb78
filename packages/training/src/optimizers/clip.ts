// Gradient clipping by global norm.

import { type Gradient, squaredNorm } from "@newsclf/kernels";
import { stack, type Tensor1D, tidy } from "@tensorflow/tfjs-core";

/** Squared L2 norm of each gradient, `[P]`, as one tensor, so that one read-back fetches them all. */
export function squaredNorms(gradients: readonly Gradient[]): Tensor1D {
  return tidy(() => stack(gradients.map(squaredNorm)) as Tensor1D);
}

/**
 * The factor that brings gradients down to `maxNorm`: `min(1, maxNorm / (norm + 1e-6))`, the rule of PyTorch's
 * `clip_grad_norm_`.
 *
 * @param norm - L2 norm of all gradients together.
 * @returns A factor in `(0, 1]`; 1 without `maxNorm`.
 */
export function clipScale(norm: number, maxNorm?: number): number {
  return maxNorm === undefined ? 1 : Math.min(1, maxNorm / (norm + 1e-6));
}
