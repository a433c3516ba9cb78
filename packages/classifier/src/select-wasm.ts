// The engine of a page.

import { selectEngine } from "@newsclf/kernels";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { SelectBackend } from "./backend.ts";

/** WebAssembly, the only engine that a page has. */
export const selectWasm: SelectBackend = async (name, threads) => {
  if (name !== "auto" && name !== "wasm") {
    throw new NewsclfError("ENGINE_MISSING", sentence`${setting("backend", name)} needs Node`, {
      fix: sentence`leave ${setting("backend")} out`,
    });
  }
  const { kind, isa, numThreads, reason = "the fastest here" } = await selectEngine("wasm", threads);
  return { engine: `${kind} ${isa}`, numThreads, reason };
};
