import { defineConfig } from "tsup";
import manifest from "./package.json" with { type: "json" };

export default defineConfig({
  entry: ["src/index.ts", "src/node.ts", "src/settings.ts", "src/job-worker.ts"],
  format: ["esm"],
  dts: { entry: ["src/index.ts", "src/node.ts", "src/settings.ts"], resolve: [/^@newsclf-internal\//] },
  define: { PACKAGE_VERSION: JSON.stringify(manifest.version) },
  sourcemap: true,
  clean: true,
});
