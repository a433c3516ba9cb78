import { expect, test } from "vitest";
import { importedPath } from "../src/find-imports.ts";
import { loadPublishedPackages, type Package } from "../src/published-package.ts";

/** Modules of Node, what wraps them, and entries that may use them. */
const NEEDS_NODE = /^node:|^@newsclf-internal\/files$|^@newsclf\/[^/]+\/node$/u;

/** What no page can be. */
const FOR_NODE = ["apps/server", "packages/mpi"];

const libraries = loadPublishedPackages().filter(({ folder }) => !FOR_NODE.includes(folder));

const entries = libraries.flatMap((published) =>
  Object.entries(published.manifest.exports ?? {})
    .filter(([entry, target]) => typeof target === "object" && entry !== "./node")
    .map(([entry]) => ({ published, path: `${published.folder}/src/${entry === "." ? "index" : entry.slice(2)}.ts` })),
);

test.each(entries)("$path needs nothing of Node", ({ published, path }) => {
  expect(importsBehind(path, published).filter(({ specifier }) => NEEDS_NODE.test(specifier))).toEqual([]);
});

/** Every import that is run when `entry` is. */
function importsBehind(entry: string, { sources }: Package): { path: string; specifier: string }[] {
  const paths = new Set([entry]);
  const found: { path: string; specifier: string }[] = [];
  for (const path of paths) {
    for (const { specifier, isTypeOnly } of sources.find((source) => source.path === path)?.imports ?? []) {
      if (isTypeOnly) continue;
      found.push({ path, specifier });
      const target = importedPath(path, specifier);
      if (target !== undefined) paths.add(target);
    }
  }
  return found;
}
