// Stochastic gradient descent with momentum over all parameters of a model, as a composition of stock ops.

import { type Gradient, isRowSparse, toDense } from "@newsclf/kernels";
import {
  add,
  expandDims,
  gather,
  mul,
  sub,
  type Tensor,
  tensor1d,
  tensorScatterUpdate,
  tidy,
  type Variable,
} from "@tensorflow/tfjs-core";
import type { Saved } from "../trainer/snapshot.ts";
import { copyWeights, restoreWeights } from "../weights.ts";
import type { Optimizer, StepSize } from "./optimizer.ts";
import { zeroSlot } from "./zero-slot.ts";

/** Hyperparameters. */
export interface SgdOptions {
  /** Share of the last change that the next one keeps, in `[0, 1)`. Default 0.9; `torch.optim.SGD` has 0. */
  readonly momentum?: number | undefined;
  /** Share of a parameter that is added to its gradient (L2 regularisation); all parameters decay. Default 0. */
  readonly weightDecay?: number | undefined;
  /** As in `AdamWOptions`. Default true. */
  readonly lazyRows?: boolean | undefined;
}

/** What a checkpoint needs to go on with the same bits. */
interface SgdState {
  /** Values of each parameter's momentum, in the order of the parameters. */
  readonly momentum: readonly Float32Array[];
}

/**
 * In PyTorch's form, where the weight decay is part of the gradient and the learning rate no part of the momentum:
 * `b = momentum * b + (gradient + weightDecay * p)`, then `p -= learningRate * b`.
 *
 * A row-sparse gradient changes only the rows that it has, unless `lazyRows` is false; either way a step copies the table.
 */
export class Sgd implements Optimizer {
  readonly #params: readonly Variable[];
  readonly #momentum: number;
  readonly #weightDecay: number;
  readonly #lazyRows: boolean;
  readonly #slots: readonly Variable[];

  /** @throws RangeError for a hyperparameter outside its range. */
  constructor(params: readonly Variable[], { momentum = 0.9, weightDecay = 0, lazyRows = true }: SgdOptions = {}) {
    for (const [name, value, end] of [
      ["momentum", momentum, 1],
      ["weightDecay", weightDecay, Number.POSITIVE_INFINITY],
    ] as const) {
      if (!(value >= 0 && value < end)) throw new RangeError(`Sgd: expected ${name} in [0, ${end}), got ${value}`);
    }
    this.#params = params;
    this.#momentum = momentum;
    this.#weightDecay = weightDecay;
    this.#lazyRows = lazyRows;
    this.#slots = params.map(zeroSlot);
  }

  step(gradients: readonly Gradient[], size: StepSize): void {
    if (gradients.length !== this.#params.length) {
      throw new RangeError(`Sgd.step: expected ${this.#params.length} gradients, got ${gradients.length}`);
    }
    this.#params.forEach((param, i) => {
      const variables = [param, this.#slots[i]!] as const;
      const updated = tidy(() => this.#update(...variables, gradients[i]!, size));
      variables.forEach((variable, k) => {
        variable.assign(updated[k]!);
        updated[k]!.dispose();
      });
    });
  }

  #update(param: Tensor, slot: Tensor, gradient: Gradient, size: StepSize): Tensor[] {
    if (!isRowSparse(gradient)) return this.#rule(param, slot, gradient, size);
    if (!this.#lazyRows) return this.#rule(param, slot, toDense(gradient, param.shape[0]!), size);
    const index = tensor1d(gradient.rows, "int32");
    const rows = this.#rule(gather(param, index), gather(slot, index), gradient.values, size);
    return [param, slot].map((table, i) => tensorScatterUpdate(table, expandDims(index, 1), rows[i]!));
  }

  /** @returns The new parameter and the new momentum. */
  #rule(param: Tensor, slot: Tensor, gradient: Tensor, { learningRate, scale = 1 }: StepSize): Tensor[] {
    const decayed = add(mul(gradient, scale), mul(param, this.#weightDecay));
    const momentum = add(mul(slot, this.#momentum), decayed);
    return [sub(param, mul(momentum, learningRate)), momentum];
  }

  async save(): Promise<Saved> {
    return { momentum: await copyWeights(this.#slots) };
  }

  restore(saved: Saved): void {
    restoreWeights(this.#slots, (saved as Partial<SgdState>).momentum ?? []);
  }

  /** Frees the slots. */
  dispose(): void {
    for (const slot of this.#slots) slot.dispose();
  }
}
