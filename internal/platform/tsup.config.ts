import { defineConfig } from "tsup";

export default defineConfig([
  { entry: ["src/node.ts"], format: ["esm"], dts: true },
  // Node's `Buffer` by the package of that name, which programs with a page need not know of.
  { entry: ["src/page.ts"], format: ["esm"], platform: "browser", noExternal: ["buffer"] },
]);
