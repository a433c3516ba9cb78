import { defineConfig } from "vitest/config";
import { bestWasmIsa } from "./src/backend/wasm-isa.ts";

// Node 20 knows relaxed SIMD, but behind a flag: there both modules are tested, later versions take the relaxed one.
const relaxed = {
  extends: true,
  test: {
    name: "relaxed SIMD",
    include: ["activations", "loss-curve", "lstm", "ops", "random-shapes", "threads"].map(
      (name) => `test/${name}.test.ts`,
    ),
    setupFiles: ["test/_relaxed-simd.ts"],
    env: { NEWSCLF_TEST_ENGINES: "wasm" },
  },
} as const;

export default defineConfig({
  test: {
    testTimeout: 60_000,
    projects: [{ extends: true, test: { name: "kernels" } }, ...(bestWasmIsa() === "simd128" ? [relaxed] : [])],
  },
});
