// AdamW over all parameters of a model: owns the slots and the step count; the update itself is a kernel.

import { adamW, type Gradient, isRowSparse, toDense } from "@newsclf/kernels";
import type { Variable } from "@tensorflow/tfjs-core";
import type { Saved } from "../trainer/snapshot.ts";
import { checkWeights, copyWeights, restoreWeights } from "../weights.ts";
import type { Optimizer, StepSize } from "./optimizer.ts";
import { zeroSlot } from "./zero-slot.ts";

/** Hyperparameters; the defaults are those of `torch.optim.AdamW`. */
export interface AdamWOptions {
  /** Decay of the running mean of gradients, in `[0, 1)`. Default 0.9. */
  readonly beta1?: number | undefined;
  /** Decay of the running mean of squared gradients, in `[0, 1)`. Default 0.999. */
  readonly beta2?: number | undefined;
  /** Default 1e-8. */
  readonly epsilon?: number | undefined;
  /** Share of a parameter, times the learning rate, that each step takes off; all parameters decay. Default 1e-2. */
  readonly weightDecay?: number | undefined;
  /**
   * Leave the rows of a table that a step did not read as they are. Default true. Otherwise they decay and follow their
   * momentum, as in `torch.optim.AdamW`, which costs a pass over the whole table.
   */
  readonly lazyRows?: boolean | undefined;
}

/** What a checkpoint needs to go on with the same bits. */
interface AdamWState {
  /** Steps done. */
  readonly step: number;
  /** Values of each parameter's running mean, in the order of the parameters. */
  readonly m: readonly Float32Array[];
  /** Values of each parameter's running mean of squares. */
  readonly v: readonly Float32Array[];
}

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), in PyTorch's form:
 * `p -= learningRate * weightDecay * p`, then `p -= learningRate * mHat / (sqrt(vHat) + epsilon)`.
 *
 * A row-sparse gradient updates only the rows that it has, unless `lazyRows` is false.
 */
export class AdamW implements Optimizer {
  readonly #params: readonly Variable[];
  readonly #hyper: { beta1: number; beta2: number; epsilon: number; weightDecay: number };
  readonly #lazyRows: boolean;
  readonly #m: Variable[];
  readonly #v: Variable[];
  #step = 0;

  /** @throws RangeError for a hyperparameter outside its range. */
  constructor(params: readonly Variable[], options: AdamWOptions = {}) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 1e-2 } = options;
    for (const [name, value] of Object.entries({ beta1, beta2, epsilon, weightDecay })) {
      const limit = name.startsWith("beta") ? 1 : Number.POSITIVE_INFINITY;
      if (!(value >= 0 && value < limit))
        throw new RangeError(`AdamW: expected ${name} in [0, ${limit}), got ${value}`);
    }
    this.#params = params;
    this.#hyper = { beta1, beta2, epsilon, weightDecay };
    this.#lazyRows = options.lazyRows ?? true;
    this.#m = params.map(zeroSlot);
    this.#v = params.map(zeroSlot);
  }

  step(gradients: readonly Gradient[], { learningRate, scale = 1 }: StepSize): void {
    if (gradients.length !== this.#params.length) {
      throw new RangeError(`AdamW.step: expected ${this.#params.length} gradients, got ${gradients.length}`);
    }
    this.#step += 1;
    const attrs = { ...this.#hyper, learningRate, step: this.#step, gradientScale: scale };
    this.#params.forEach((param, i) => {
      const gradient = gradients[i]!;
      const slots = { m: this.#m[i]!, v: this.#v[i]! };
      if (this.#lazyRows || !isRowSparse(gradient)) {
        adamW(param, gradient, slots, attrs);
        return;
      }
      const dense = toDense(gradient, param.shape[0]!);
      adamW(param, dense, slots, attrs);
      dense.dispose();
    });
  }

  async save(): Promise<Saved> {
    return { step: this.#step, m: await copyWeights(this.#m), v: await copyWeights(this.#v) };
  }

  restore(saved: Saved): void {
    const state = saved as Partial<AdamWState>;
    checkWeights(this.#params, state.m);
    checkWeights(this.#params, state.v);
    restoreWeights(this.#m, state.m!);
    restoreWeights(this.#v, state.v!);
    this.#step = state.step!;
  }

  /** Frees the slots. */
  dispose(): void {
    for (const slot of [...this.#m, ...this.#v]) slot.dispose();
  }
}
