// The packages that are published, and those that are copied into them, as they lie in the repository.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { findImports, type Import } from "./find-imports.ts";

/** The parts of a package.json that are checked. */
export interface Manifest {
  readonly name: string;
  readonly license?: string;
  readonly type?: string;
  readonly sideEffects?: unknown;
  readonly files?: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly repository?: Readonly<Record<string, string>>;
  readonly publishConfig?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** One file under `src/`. */
export interface SourceFile {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** One folder with a package.json. */
export interface Package {
  /** Relative to the repository, with slashes. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly hasReadme: boolean;
  readonly sources: readonly SourceFile[];
}

/**
 * Private packages that tsup copies into the published ones, with the reason: several need them, and nobody would install them.
 * They stand in `devDependencies`.
 */
export const BUNDLED: Readonly<Record<string, string>> = {
  "@newsclf-internal/errors": "the one coded error of all packages",
  "@newsclf-internal/files": "the one atomic write; needs Node",
  "@newsclf-internal/pause": "a turn for events that wait",
  "@newsclf-internal/word-table": "a set of words in flat arrays",
  "@newsclf-internal/platform": "what readers need of Node, or of a page",
  "@newsclf-internal/protobuf": "the fields of protocol buffers: event files and ONNX",
};

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Every package that is published, in alphabetical order of the folders. */
export function loadPublishedPackages(): Package[] {
  return ["apps", "packages"].flatMap((group) =>
    readdirSync(join(ROOT, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(ROOT, group, entry.name, "package.json")))
      .map((entry) => loadPackage(`${group}/${entry.name}`))
      .sort((a, b) => (a.folder < b.folder ? -1 : 1)),
  );
}

/** The packages of `BUNDLED`. */
export function loadBundledPackages(): Package[] {
  return Object.keys(BUNDLED).map((name) => loadPackage(name.replace("@newsclf-internal", "internal")));
}

/** What a user of the package gets with it. */
export function dependencyNames({ dependencies, peerDependencies, optionalDependencies }: Manifest): string[] {
  return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
}

function loadPackage(folder: string): Package {
  return {
    folder,
    manifest: JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as Manifest,
    hasReadme: existsSync(join(ROOT, folder, "README.md")),
    sources: loadSources(join(ROOT, folder, "src")),
  };
}

function loadSources(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => {
      const path = relative(ROOT, join(folder, file)).split(sep).join("/");
      const text = readFileSync(join(folder, file), "utf8");
      return { path, text, imports: findImports(text) };
    });
}
