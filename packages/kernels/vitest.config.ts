import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { bestWasmIsa } from "./src/backend/wasm-isa.ts";

const files = (...names: string[]): string[] => names.map((name) => `test/${name}.test.ts`);

// Node 20 knows relaxed SIMD, but behind a flag: there both modules are tested, later versions take the relaxed one.
const relaxed = {
  extends: true,
  test: {
    name: "relaxed SIMD",
    include: files("activations", "loss-curve", "lstm", "ops", "random-shapes", "threads"),
    setupFiles: ["test/_relaxed-simd.ts"],
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
    include: files("activations", "lstm", "ops", "random-shapes"),
    setupFiles: ["test/_isa.ts"],
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
