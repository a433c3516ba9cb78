// The optimizer that settings stand for.

import { AdamW, type Optimizer, Sgd } from "@newsclf/training";
import type { Variable } from "@tensorflow/tfjs-core";
import type { TrainingSettings } from "../../settings/for-rows.ts";

type OptimizerSettings = Pick<TrainingSettings, "optimizer" | "momentum" | "weightDecay" | "lazyRows">;

const OPTIMIZERS = {
  adamw: (params: readonly Variable[], settings: OptimizerSettings): Optimizer => new AdamW(params, settings),
  sgd: (params: readonly Variable[], settings: OptimizerSettings): Optimizer => new Sgd(params, settings),
};

/** The caller disposes of it. */
export function createOptimizer(params: readonly Variable[], settings: OptimizerSettings): Optimizer {
  return OPTIMIZERS[settings.optimizer](params, settings);
}
