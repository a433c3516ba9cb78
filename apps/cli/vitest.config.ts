import { defineConfig } from "vitest/config";

// Each test starts the program; on a loaded machine that takes seconds.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
