import { describe, expect, test } from "vitest";
import { importedPath, packageOf } from "../src/find-imports.ts";
import { BUNDLED, dependencyNames, loadPublishedPackages } from "../src/published-package.ts";

/** The table of DESIGN.md: a package may use those named here, and what is no package of ours and no part of TensorFlow.js. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  tokenizer: [],
  dataset: [],
  evaluation: [],
  mpi: [],
  kernels: ["tfjs"],
  model: ["kernels", "tfjs"],
  export: ["tokenizer", "model", "tfjs"],
  training: ["dataset (types)", "evaluation", "kernels", "tfjs"],
  classifier: ["tokenizer", "dataset", "evaluation", "kernels", "model", "training", "tfjs"],
  playground: ["dataset", "evaluation", "model", "classifier"],
  server: ["model", "classifier", "playground"],
  cli: [
    "mpi",
    ...["tokenizer", "dataset", "evaluation", "kernels", "model", "training", "classifier", "export", "server"],
    "tfjs",
  ],
};
const TYPES_ONLY = / \(types\)$/u;

/** A page carries what it uses: what is bundled into it stands in `devDependencies`. */
const PAGES = ["apps/playground"];

describe.each(loadPublishedPackages())("$folder", ({ folder, manifest, sources }) => {
  const allowed = MAY_USE[shortNameOf(manifest.name)] ?? [];
  const ofPage = PAGES.includes(folder) ? Object.keys(manifest.devDependencies ?? {}) : [];
  const used = [...dependencyNames(manifest), ...ofPage.filter((name) => !name.startsWith("@newsclf-internal/"))];

  test("depends only on packages above it", () => {
    const names = allowed.map((name) => name.replace(TYPES_ONLY, ""));
    const refused = used.filter((name) => isInTable(name) && !names.includes(shortNameOf(name)));

    expect(refused).toEqual([]);
  });

  test("imports only what its package.json declares, and what is copied into it", () => {
    const copied = Object.keys(manifest.devDependencies ?? {}).filter((name) => name in BUNDLED);
    const declared = [...used, ...copied];
    const undeclared = sources.flatMap(({ path, imports }) =>
      imports
        .map(({ specifier }) => packageOf(specifier))
        .filter((name) => name !== undefined && !declared.includes(name))
        .map((name) => `${path}: ${name}`),
    );

    expect(undeclared).toEqual([]);
  });

  test("imports no values of packages whose types it may use", () => {
    const values = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ isTypeOnly }) => !isTypeOnly)
        .map(({ specifier }) => shortNameOf(packageOf(specifier) ?? ""))
        .filter((name) => allowed.includes(`${name} (types)`))
        .map((name) => `${path}: ${name}`),
    );

    expect(values).toEqual([]);
  });

  test("reaches into no other folder by relative path", () => {
    const escapes = sources.flatMap(({ path, imports }) =>
      imports
        .flatMap(({ specifier }) => importedPath(path, specifier) ?? [])
        .filter((target) => !target.startsWith(`${folder}/src/`)),
    );

    expect(escapes).toEqual([]);
  });
});

/** Ours, or a part of TensorFlow.js. */
function isInTable(name: string): boolean {
  return name.startsWith("@newsclf") || name.startsWith("@tensorflow/");
}

/** As the table has it: `kernels` for `@newsclf/kernels`, `tfjs` for any part of TensorFlow.js. */
function shortNameOf(name: string): string {
  return name.startsWith("@tensorflow/") ? "tfjs" : name.replace("@newsclf/", "");
}
