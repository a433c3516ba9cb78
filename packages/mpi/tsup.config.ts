import { defineConfig } from "tsup";

const ENTRIES = { index: "src/index.ts" };

export default defineConfig({
  entry: { ...ENTRIES, "watchdog-worker": "src/watchdog-worker.ts" },
  format: ["esm"],
  dts: { entry: ENTRIES, resolve: [/^@newsclf-internal\//] },
  sourcemap: true,
  clean: true,
});
