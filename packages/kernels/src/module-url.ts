// Where the built WebAssembly modules lie.
//
// Not in engines/: the paths are those of the built file too, which is as deep below the package.

import type { WasmIsa } from "./engines/wasm-isa.ts";

/** Spelled out, so that bundlers see which files belong to a program. */
export function moduleUrl(isa: WasmIsa): URL {
  return isa === "simd128"
    ? new URL("../dist/kernels-simd128.wasm", import.meta.url)
    : new URL("../dist/kernels-relaxed-simd.wasm", import.meta.url);
}
