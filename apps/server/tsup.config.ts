import { defineConfig } from "tsup";
import manifest from "./package.json" with { type: "json" };

export default defineConfig({
  entry: ["src/index.ts", "src/limits.ts", "src/classify-worker.ts"],
  format: ["esm"],
  dts: { entry: ["src/index.ts", "src/limits.ts"], resolve: [/^@newsclf-internal\//] },
  define: { PACKAGE_VERSION: JSON.stringify(manifest.version) },
  sourcemap: true,
  clean: true,
});
