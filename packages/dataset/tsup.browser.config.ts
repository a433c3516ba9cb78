import { defineConfig } from "tsup";

// Apart, since what differs between Node and a page is chosen by the platform.
export default defineConfig({
  entry: ["src/browser.ts"],
  format: ["esm"],
  platform: "browser",
  dts: { resolve: [/^@newsclf-internal\//] },
  sourcemap: true,
});
