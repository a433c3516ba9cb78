import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    node: "src/node.ts",
    "worker-browser": "src/engines/worker-browser.ts",
    "worker-node": "src/engines/worker-node.ts",
  },
  format: ["esm"],
  dts: { entry: { index: "src/index.ts", node: "src/node.ts" }, resolve: [/^@newsclf-internal\//] },
  sourcemap: true,
  clean: ["!native"],
});
