import { defineConfig } from "vitest/config";

// One file at a time: two installs at once are slower than one after the other.
export default defineConfig({ test: { fileParallelism: false } });
