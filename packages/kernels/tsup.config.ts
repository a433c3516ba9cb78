import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/index.browser.ts", "src/node.ts", "src/worker-node.ts", "src/worker-browser.ts"],
  format: ["esm"],
  dts: { entry: ["src/index.ts", "src/node.ts"], resolve: [/^@newsclf-internal\//] },
  sourcemap: true,
  clean: ["!native"],
});
