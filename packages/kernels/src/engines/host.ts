// What differs between Node and a browser.

import { NewsclfError } from "@newsclf-internal/errors";
import type { NativeAddon } from "./native-engine.ts";
import type { WasmThread } from "./wasm-engine.ts";
import type { WasmIsa } from "./wasm-isa.ts";

export interface Host {
  /** @throws NewsclfError `ENGINE_MISSING` that says why there is no native code. */
  loadAddon(): NativeAddon;
  loadModule(isa: WasmIsa): Promise<WebAssembly.Module>;
  startThread(thread: WasmThread): void;
  readonly numCores: number;
}

/** The WebAssembly module is not where it was looked for, or is none. */
export function moduleMissing(file: string | URL, cause: Error, fix: string): NewsclfError {
  return new NewsclfError("ENGINE_MISSING", `cannot load ${file}: ${cause.message}`, { fix, cause });
}
