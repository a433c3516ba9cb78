import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { packageOf } from "../src/find-imports.ts";
import { loadPublishedPackages, type Manifest, type PublishedPackage } from "../src/published-package.ts";

/** A package may use the packages named here; everything else needs a reason and a line in this table. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  "@newsclf/tokenizer": [],
  "@newsclf/dataset": [],
  "@newsclf/kernels": [],
  "@newsclf/model": ["@newsclf/kernels"],
  // Kernels for the loss, the row-sparse gradients and AdamW: the step of any model, LSTM or not.
  "@newsclf/training": ["@newsclf/dataset", "@newsclf/kernels"],
  "@newsclf/cli": ["@newsclf/tokenizer", "@newsclf/dataset", "@newsclf/kernels", "@newsclf/model", "@newsclf/training"],
};

/** Useful in any runtime and without TensorFlow.js. */
const WITHOUT_TENSORFLOW = ["@newsclf/tokenizer", "@newsclf/dataset"];

const packages = loadPublishedPackages();

describe.each(packages)("$folder", ({ folder, manifest, sources }) => {
  test("depends only on packages above it", () => {
    const siblings = dependencyNames(manifest).filter((name) => name.startsWith("@newsclf/"));

    expect(MAY_USE[manifest.name]).toEqual(expect.arrayContaining(siblings));
  });

  test("imports only itself and what its package.json declares", () => {
    const declared = dependencyNames(manifest);
    const undeclared = sources.flatMap(({ path, imports }) =>
      imports
        .map(({ specifier }) => packageOf(specifier))
        .filter((name) => name !== undefined && !declared.includes(name))
        .map((name) => `${path}: ${name}`),
    );

    expect(undeclared).toEqual([]);
  });

  test("reaches into no other folder by relative path", () => {
    const escapes = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier }) => specifier.startsWith("."))
        .map(({ specifier }) => posix.join(posix.dirname(path), specifier))
        .filter((target) => !target.startsWith(`${folder}/src/`)),
    );

    expect(escapes).toEqual([]);
  });
});

describe.each(packages.filter(({ manifest }) => manifest.exports?.["."] !== undefined))("$folder", (published) => {
  test("needs no module of Node behind its main entry in a browser", () => {
    const entry = "browser" in Object(published.manifest.exports?.["."]) ? "index.browser" : "index";

    expect(reachableFrom(`${published.folder}/src/${entry}.ts`, published)).not.toContainEqual(
      expect.stringContaining(" node:"),
    );
  });
});

test.each(WITHOUT_TENSORFLOW)("%s does not know TensorFlow.js", (name) => {
  const { manifest } = packages.find((published) => published.manifest.name === name) as PublishedPackage;

  expect(dependencyNames(manifest).join(" ")).not.toContain("tensorflow");
});

test("training uses the types of dataset only, so that any batches will do", () => {
  const { sources } = packages.find(({ manifest }) => manifest.name === "@newsclf/training") as PublishedPackage;
  const values = sources.flatMap(({ path, imports }) =>
    imports
      .filter(({ specifier, isTypeOnly }) => packageOf(specifier) === "@newsclf/dataset" && !isTypeOnly)
      .map(() => path),
  );

  expect(values).toEqual([]);
});

function dependencyNames(manifest: Manifest): string[] {
  const { dependencies, peerDependencies, optionalDependencies } = manifest;
  return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
}

/** `path specifier` of every import that is run when `entry` is. */
function reachableFrom(entry: string, { sources }: PublishedPackage): string[] {
  const pending = [entry];
  const seen = new Set(pending);
  const found: string[] = [];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const source = sources.find((candidate) => candidate.path === path);
    for (const { specifier, isTypeOnly } of source?.imports ?? []) {
      if (isTypeOnly) continue;
      found.push(`${path} ${specifier}`);
      const target = posix.join(posix.dirname(path), specifier);
      if (!specifier.startsWith(".") || seen.has(target)) continue;
      seen.add(target);
      pending.push(target);
    }
  }
  return found;
}
