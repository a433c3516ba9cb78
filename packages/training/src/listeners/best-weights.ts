// The weights of the best epoch, to come back to.

import type { Trainable } from "../trainable.ts";
import { restoreWeights, type WeightCopy } from "../weights.ts";
import type { Listener } from "./listener.ts";

/** A listener that remembers them. */
export interface BestWeights extends Listener {
  /**
   * Puts them into the model, once the run is over: a trainer that goes on afterwards would go on from them. Before the end of
   * the first epoch the model keeps its own.
   */
  restoreInto(model: Trainable): void;
}

export function createBestWeights(): BestWeights {
  let best: WeightCopy | undefined;
  return {
    name: "bestWeights",
    async onEpochEnd({ epoch }, trainer) {
      if (epoch === trainer.bestEpoch) best = await trainer.copyWeights();
    },
    restoreInto({ params }) {
      if (best) restoreWeights(params, best);
    },
    save: () => best ?? null,
    restore: (saved) => {
      best = (saved as WeightCopy | null) ?? undefined;
    },
  };
}
