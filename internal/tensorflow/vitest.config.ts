import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  test: {
    env: { TF_CPP_MIN_LOG_LEVEL: "3" },
    projects: [
      {
        // The kernels' own suite, with TensorFlow as the only engine: what is not about C++, memory or threads.
        extends: true,
        root: path("../../packages/kernels"),
        resolve: {
          alias: [
            { find: /^\.\.\/support\/engines\.ts$/u, replacement: path("test/_engines.ts") },
            // The kernels that the suite itself imports.
            { find: "@newsclf/kernels/node", replacement: path("../../packages/kernels/src/node.ts") },
          ],
        },
        test: {
          name: "kernels on TensorFlow",
          include: ["ops/lstm", "ops/ops", "ops/distinct-tokens", "ops/loss-curve", "engines/random-shapes"].map(
            (name) => `test/${name}.test.ts`,
          ),
          env: { NEWSCLF_NUM_SHAPES: "100" },
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        root: path("."),
        // Each test starts programs that load a library of 600 MB.
        test: { name: "programs on TensorFlow", testTimeout: 120_000 },
      },
    ],
  },
});
