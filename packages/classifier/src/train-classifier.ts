// Training on texts in memory, in any runtime.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { type MemorySource, rowsFromMemory } from "./data/memory-rows.ts";
import { type TrainedRun, type TrainHooks, train } from "./run/train.ts";
import { selectWasm } from "./select-wasm.ts";
import { type GivenSettings, resolveSettings } from "./settings/resolve-settings.ts";

/**
 * Trains a classifier on labelled texts, with the engine that a page has; in Node use `@newsclf/classifier/node`.
 *
 * @throws NewsclfError for settings, data or training that cannot be: `code` says which.
 */
export async function trainClassifier(
  source: MemorySource,
  settings: GivenSettings = {},
  hooks: TrainHooks = {},
): Promise<TrainedRun> {
  const resolved = resolveSettings(settings);
  if (resolved.vectors !== null && resolved.vectors !== "lsa") {
    throw new NewsclfError(
      "CONFIG",
      sentence`${setting("vectors", resolved.vectors)} is a file, and files are read in Node`,
      {
        fix: "give the vectors as source.vectors, or import @newsclf/classifier/node",
      },
    );
  }
  return train(rowsFromMemory(source, resolved), resolved, { selectBackend: selectWasm }, hooks);
}
