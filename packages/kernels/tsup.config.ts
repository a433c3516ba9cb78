import { defineConfig } from "tsup";

const ENTRIES = {
  index: "src/index.ts",
  node: "src/node.ts",
  engine: "src/engine.ts",
  "engine-node": "src/engine-node.ts",
};

export default defineConfig({
  entry: {
    ...ENTRIES,
    "worker-browser": "src/engines/worker-browser.ts",
    "worker-node": "src/engines/worker-node.ts",
  },
  format: ["esm"],
  dts: { entry: ENTRIES, resolve: [/^@newsclf-internal\//] },
  sourcemap: true,
  clean: ["!native"],
});
