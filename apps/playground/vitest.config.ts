import { defineConfig } from "vitest/config";

// One browser at a time: each trains on all cores.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false } });
