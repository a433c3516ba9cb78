// Training on texts in memory, in any runtime.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { initialLstm } from "./data/initial-lstm.ts";
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
  if (resolved.initFrom !== null) {
    throw new NewsclfError("CONFIG", sentence`${setting("initFrom")} is a folder, and folders are read in Node`, {
      fix: "give the model as source.initFrom, or import @newsclf/classifier/node",
    });
  }
  const initial = source.initFrom && (await initialLstm(source.initFrom));
  return train({ ...rowsFromMemory(source, resolved), initial }, resolved, { selectBackend: selectWasm }, hooks);
}
