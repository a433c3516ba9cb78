import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/node.ts"],
  format: ["esm"],
  dts: { resolve: [/^@newsclf-internal\//] },
  sourcemap: true,
  clean: true,
});
