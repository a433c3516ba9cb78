import { defineConfig } from "vitest/config";
import manifest from "./package.json" with { type: "json" };

export default defineConfig({ define: { PACKAGE_VERSION: JSON.stringify(manifest.version) } });
