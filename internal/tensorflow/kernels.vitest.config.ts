import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// The kernels' own suite, with TensorFlow as the only engine.
export default defineConfig({
  root: fileURLToPath(new URL("../../packages/kernels", import.meta.url)),
  resolve: {
    alias: [{ find: /^\.\/_engines\.ts$/, replacement: fileURLToPath(new URL("test/_engines.ts", import.meta.url)) }],
  },
  test: { name: "kernels on TensorFlow", testTimeout: 60_000 },
});
