import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { bestWasmIsa } from "./src/engines/wasm-isa.ts";

const files = (...names: string[]): string[] => names.map((name) => `test/${name}.test.ts`);

// Node 20 knows relaxed SIMD, but behind a flag: there both modules are tested, later versions take the relaxed one.
const relaxed = {
  extends: true,
  test: {
    name: "relaxed SIMD",
    include: files(
      "engines/activations",
      "engines/random-shapes",
      "engines/threads",
      "ops/loss-curve",
      "ops/lstm",
      "ops/ops",
    ),
    setupFiles: ["test/support/relaxed-simd.ts"],
    env: { NEWSCLF_TEST_ENGINES: "wasm" },
  },
} as const;

// The addon's variants for processors that know less than this one.
const addon = fileURLToPath(new URL(`dist/native/${process.platform}-x64.node`, import.meta.url));
const lesser = process.arch === "x64" && existsSync(addon) ? ["avx2", "sse2"] : [];
const lesserProjects = lesser.map((isa) => ({
  extends: true as const,
  test: {
    name: isa,
    include: files("engines/activations", "engines/random-shapes", "ops/lstm", "ops/ops"),
    setupFiles: ["test/support/isa.ts"],
    env: { NEWSCLF_TEST_ENGINES: "native", NEWSCLF_ISA: isa, NEWSCLF_NUM_SHAPES: "300" },
  },
}));

export default defineConfig({
  test: {
    testTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "kernels" } },
      ...(bestWasmIsa() === "simd128" ? [relaxed] : []),
      ...lesserProjects,
    ],
  },
});
