import { defineConfig } from "tsup";
import manifest from "./package.json" with { type: "json" };

const ENTRIES = ["index", "node", "settings", "inference", "inference-node"].map((name) => `src/${name}.ts`);

export default defineConfig({
  entry: [...ENTRIES, "src/job-worker.ts"],
  format: ["esm"],
  dts: { entry: ENTRIES, resolve: [/^@newsclf-internal\//] },
  define: { PACKAGE_VERSION: JSON.stringify(manifest.version) },
  sourcemap: true,
  clean: true,
});
