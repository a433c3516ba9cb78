// What turns gradients into new parameters. To add one: a file beside this one.

import type { Gradient } from "@newsclf/kernels";
import type { Saved } from "../trainer/snapshot.ts";

/** How large a step is. */
export interface StepSize {
  readonly learningRate: number;
  /** Factor on all gradients, such as a clipping ratio. Default 1. */
  readonly scale?: number | undefined;
}

/** Owns the running means and counts of one run. */
export interface Optimizer {
  /**
   * Updates every parameter in place.
   *
   * @param gradients - One a parameter, in their order; stay the caller's to dispose.
   */
  step(gradients: readonly Gradient[], size: StepSize): void;
  save(): Promise<Saved>;
  /** @throws RangeError if the state is that of other parameters. */
  restore(saved: Saved): void;
  dispose(): void;
}
