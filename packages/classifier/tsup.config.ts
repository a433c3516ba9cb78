import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/node.ts", "src/settings.ts", "src/job-worker.ts"],
  format: ["esm"],
  dts: { entry: ["src/index.ts", "src/node.ts", "src/settings.ts"], resolve: [/^@newsclf-internal\//] },
  sourcemap: true,
  clean: true,
});
