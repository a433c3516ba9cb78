import { describe, expect, test } from "vitest";
import { findCircle } from "../src/find-circle.ts";
import { importedPath } from "../src/find-imports.ts";
import { dependencyNames, loadBundledPackages, loadPublishedPackages } from "../src/published-package.ts";

const packages = [...loadPublishedPackages(), ...loadBundledPackages()];

describe.each(packages)("$folder", ({ sources }) => {
  test("has no files that need each other, for types neither", () => {
    const targetsOf = new Map(
      sources.map(({ path, imports }) => [
        path,
        imports.flatMap(({ specifier }) => importedPath(path, specifier) ?? []),
      ]),
    );

    expect(findCircle(targetsOf)).toEqual([]);
  });
});

test("no packages need each other, for tests neither", () => {
  const targetsOf = new Map(
    packages.map(({ manifest }) => [
      manifest.name,
      [...dependencyNames(manifest), ...Object.keys(manifest.devDependencies ?? {})],
    ]),
  );

  expect(findCircle(targetsOf)).toEqual([]);
});
