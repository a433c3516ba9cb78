import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/node.ts", "src/inference.ts", "src/inference-node.ts"],
  format: ["esm"],
  dts: { resolve: [/^@newsclf-internal\//] },
  sourcemap: true,
  clean: true,
});
