// Lets Node 20 run the module for relaxed SIMD.

import { setFlagsFromString } from "node:v8";
import { expect } from "vitest";
import { bestWasmIsa } from "../../src/engines/wasm-isa.ts";

setFlagsFromString("--experimental-wasm-relaxed-simd");
expect(bestWasmIsa()).toBe("relaxed-simd");
