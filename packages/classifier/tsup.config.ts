import { defineConfig } from "tsup";
import manifest from "./package.json" with { type: "json" };

const ENTRIES = {
  index: "src/index.ts",
  node: "src/node.ts",
  settings: "src/settings.ts",
  inference: "src/inference.ts",
  "inference/node": "src/inference-node.ts",
};

export default defineConfig({
  entry: {
    ...ENTRIES,
    "job-worker": "src/job-worker.ts",
    "logits-worker": "src/logits-worker.ts",
    "start-logits-worker": "src/start-logits-worker.ts",
  },
  format: ["esm"],
  dts: { entry: ENTRIES, resolve: [/^@newsclf-internal\//] },
  define: { PACKAGE_VERSION: JSON.stringify(manifest.version) },
  sourcemap: true,
  clean: true,
});
