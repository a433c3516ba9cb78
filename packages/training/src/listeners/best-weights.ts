import { copyWeights, restoreWeights, type WeightCopy } from "../weights.ts";
import type { Listener } from "./listener.ts";

/** Ends every run, however it ends, with the weights of its best epoch; before the end of the first with the current ones. */
export function createBestWeights(): Listener {
  let best: WeightCopy | undefined;
  return {
    name: "bestWeights",
    async onEpochEnd({ epoch }, { bestEpoch, model }) {
      if (epoch === bestEpoch) best = await copyWeights(model.params);
    },
    onEnd({ model }) {
      if (best) restoreWeights(model.params, best);
    },
    save: () => best ?? null,
    restore: (saved) => {
      best = (saved as WeightCopy | null) ?? undefined;
    },
  };
}
