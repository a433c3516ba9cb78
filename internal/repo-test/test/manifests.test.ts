import { describe, expect, test } from "vitest";
import { loadPublishedPackages } from "../src/published-package.ts";

/** What importing does and no bundler must drop: kernels are registered with TensorFlow.js, and engines are those of Node. */
const SIDE_EFFECTS: Readonly<Record<string, readonly string[]>> = {
  "@newsclf/classifier": ["./dist/inference/node.js"],
  "@newsclf/kernels": ["./dist/index.js", "./dist/node.js", "./dist/engine/node.js"],
};

const packages = loadPublishedPackages();

test("finds the packages", () => {
  expect(packages.map(({ folder }) => folder)).toEqual([
    "apps/cli",
    "apps/playground",
    "apps/server",
    "packages/classifier",
    "packages/dataset",
    "packages/evaluation",
    "packages/export",
    "packages/kernels",
    "packages/model",
    "packages/mpi",
    "packages/tokenizer",
    "packages/training",
  ]);
});

describe.each(packages)("$folder", ({ folder, manifest, hasReadme }) => {
  test("is an ES module named after its folder, and says which of its files have effects", () => {
    expect(manifest).toMatchObject({
      name: `@newsclf/${folder.split("/")[1]}`,
      type: "module",
      license: "MIT",
      sideEffects: SIDE_EFFECTS[manifest.name] ?? false,
      engines: { node: ">=20.19" },
    });
  });

  test("is published with provenance, from its own folder, and carries what was built", () => {
    expect(manifest.files).toContain("dist");
    expect(manifest.repository).toMatchObject({ type: "git", directory: folder });
    expect(manifest.publishConfig).toEqual({ access: "public", provenance: true });
  });

  test("exports built files with their types first, and data by its name", () => {
    expect(manifest.exports?.["./package.json"]).toBe("./package.json");
    for (const [entry, target] of Object.entries(manifest.exports ?? {})) {
      if (entry.endsWith(".json")) {
        expect(target).toBe(entry);
        continue;
      }
      const name = entry === "." ? "index" : entry.slice(2);
      expect(Object.entries(target)).toEqual([
        ["types", `./dist/${name}.d.ts`],
        ["default", `./dist/${name}.js`],
      ]);
    }
  });

  test("has a main entry, or a command", () => {
    expect(manifest.exports?.["."] ?? manifest.bin).toBeDefined();
  });

  test("names its siblings by workspace range", () => {
    for (const [name, range] of Object.entries(manifest.dependencies ?? {})) {
      if (name.startsWith("@newsclf/")) expect(range).toBe("workspace:^");
    }
  });

  test("checks the package that it would publish", () => {
    const check = manifest.scripts?.["check:package"];

    expect(check).toContain("publint --strict");
    if (manifest.exports?.["."] !== undefined) expect(check).toContain("attw --pack . --profile esm-only");
  });

  test("has a README", () => {
    expect(hasReadme).toBe(true);
  });
});
