// A moving average of the weights, which often answers better than the weights of the last step (Polyak and Juditsky 1992).

import { add, mul, sub, tidy, type Variable } from "@tensorflow/tfjs-core";
import { zeroSlot } from "../optimizers/zero-slot.ts";
import { checkWeights, copyWeights, restoreWeights, type WeightCopy } from "../weights.ts";

/**
 * The exponential moving average of the weights after each step, as `get_ema_multi_avg_fn` of PyTorch's `swa_utils` has it: the
 * first step's weights, then `average += (1 - decay) * (weights - average)`.
 *
 * Each step costs a pass over all weights, those of table rows that the step did not read too. Takes the memory of the weights once
 * more.
 */
export class WeightAverage {
  readonly #params: readonly Variable[];
  readonly #decay: number;
  readonly #average: readonly Variable[];
  #hasBegun = false;

  /** @param decay - In `[0, 1)`, such as 0.999: about as many steps count as `1 / (1 - decay)`. @throws RangeError else. */
  constructor(params: readonly Variable[], decay: number) {
    if (!(decay >= 0 && decay < 1)) throw new RangeError(`WeightAverage: expected decay in [0, 1), got ${decay}`);
    this.#params = params;
    this.#decay = decay;
    this.#average = params.map(zeroSlot);
  }

  /** After a step. */
  update(): void {
    this.#average.forEach((average, i) => {
      const param = this.#params[i]!;
      // At first a copy of its own: some backends write to the memory of a variable that others share.
      const next = tidy(() =>
        this.#hasBegun ? add(average, mul(sub(param, average), 1 - this.#decay)) : mul(param, 1),
      );
      average.assign(next);
      next.dispose();
    });
    this.#hasBegun = true;
  }

  /** Puts the average into the parameters, once the run is over; before the first step they keep their values. */
  apply(): void {
    if (!this.#hasBegun) return;
    this.#params.forEach((param, i) => {
      param.assign(this.#average[i]!);
    });
  }

  /** The parameters hold the average until `measure` is over. */
  async during<T>(measure: () => Promise<T>): Promise<T> {
    // Nothing is copied: a variable's memory has several owners.
    const own = this.#params.map((param) => param.clone());
    this.apply();
    try {
      return await measure();
    } finally {
      this.#params.forEach((param, i) => {
        param.assign(own[i]!);
        own[i]!.dispose();
      });
    }
  }

  /** Values of each parameter's average, in their order; null before the first step. */
  async save(): Promise<WeightCopy | null> {
    return this.#hasBegun ? copyWeights(this.#average) : null;
  }

  /** @throws RangeError if the state is that of other parameters. */
  check(saved: WeightCopy | null | undefined): void {
    if (saved !== null) checkWeights(this.#params, saved);
  }

  restore(saved: WeightCopy | null): void {
    this.#hasBegun = saved !== null;
    if (saved) restoreWeights(this.#average, saved);
  }

  dispose(): void {
    for (const average of this.#average) average.dispose();
  }
}
