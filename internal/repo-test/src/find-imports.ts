// The import and export statements of a TypeScript file, found by pattern: the formatter keeps them in one shape.

import { posix } from "node:path";

const STATEMENT =
  /^(?:import|export)\s+(?<clause>[^;"']*?\sfrom\s+)?"(?<statement>[^"]+)";|\bimport\("(?<dynamic>[^"]+)"\)/gmu;

/** One import, re-export or dynamic import. */
export interface Import {
  /** As written: `./file.ts`, `node:fs`, `@newsclf/dataset/node`. */
  readonly specifier: string;
  /** Whether nothing of it is left at run time. */
  readonly isTypeOnly: boolean;
}

/** Every import of a file, in order. */
export function findImports(source: string): Import[] {
  return [...source.matchAll(STATEMENT)].map((match) => {
    const { clause, statement, dynamic } = match.groups as Record<string, string | undefined>;
    return { specifier: (statement ?? dynamic) as string, isTypeOnly: clause !== undefined && holdsOnlyTypes(clause) };
  });
}

/** `@scope/name` or `name` of a bare specifier; `undefined` for a relative path or a module of Node. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith(".") || specifier.startsWith("node:")) return undefined;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Where a relative import of the file `path` leads; `undefined` for others. */
export function importedPath(path: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : undefined;
}

function holdsOnlyTypes(clause: string): boolean {
  if (/^type\s/u.test(clause)) return true;
  const names = /^\{(?<names>[^}]*)\}\s+from\s+$/u.exec(clause)?.groups?.names;
  if (names === undefined) return false;
  return names
    .split(",")
    .map((name) => name.trim())
    .every((name) => name === "" || name.startsWith("type "));
}
