// Which of the two WebAssembly modules an engine gets.

/** Relaxed SIMD (Chrome 114, Node 22) multiplies and adds in one instruction where the processor has one. */
export type WasmIsa = "simd128" | "relaxed-simd";

/** A module of one function: `f32x4.relaxed_madd` of three zero vectors. */
// biome-ignore format: a line a part.
const RELAXED_MADD = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, // magic number, version
  1, 5, 1, 96, 0, 1, 123, // one type: () -> v128
  3, 2, 1, 0, // one function of it
  10, 19, 1, 17, 0, // its code, without locals
  65, 0, 253, 15, 65, 0, 253, 15, 65, 0, 253, 15, // three times i32.const 0, i8x16.splat
  253, 133, 2, 11, // f32x4.relaxed_madd, end
);

/** The best that this runtime can run. */
export function bestWasmIsa(): WasmIsa {
  return WebAssembly.validate(RELAXED_MADD) ? "relaxed-simd" : "simd128";
}
