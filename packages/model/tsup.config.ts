import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    node: "src/node.ts",
    inference: "src/inference.ts",
    "inference/node": "src/inference-node.ts",
  },
  format: ["esm"],
  dts: { resolve: [/^@newsclf-internal\//] },
  sourcemap: true,
  clean: true,
});
