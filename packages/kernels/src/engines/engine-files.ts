// Where the engine's files are, if they are not beside this package: some bundlers move them.

import type { WasmIsa } from "./wasm-isa.ts";

/** What is left out is looked for beside the package. */
export interface EngineFiles {
  /** The `kernels-*.wasm` of this package's `dist`. */
  readonly modules?: Readonly<Partial<Record<WasmIsa, string | URL>>> | undefined;
  /** `dist/worker-node.js`, or in a browser `dist/worker-browser.js`. */
  readonly worker?: string | URL | undefined;
  /** Path of a `.node` file in `prebuilds`; in Node. */
  readonly addon?: string | undefined;
}

let files: EngineFiles = {};

/** To be called before the first engine is selected. */
export function setEngineFiles(given: EngineFiles): void {
  files = given;
}

export function engineFiles(): EngineFiles {
  return files;
}
