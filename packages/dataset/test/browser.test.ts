import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

// The bundler that tsup brings.
const fromHere = createRequire(import.meta.url);
const { build } = createRequire(fromHere.resolve("tsup"))("esbuild");

test("the main entry bundles for a browser and needs nothing else", async () => {
  const entry = fileURLToPath(new URL("../src/index.ts", import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "browser",
    format: "esm",
  });

  expect(outputFiles[0]!.text).not.toMatch(/\b(?:import|require)\b\s*[("{]/);
});
