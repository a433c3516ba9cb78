// File name patterns: `*` and `?` within a name, `**` for any folders, `{a,b}` for either, `[abc]` for one of them.

import { stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { glob } from "tinyglobby";

/**
 * The files that match, sorted by path; undefined for a name that is no pattern. What exists as it is written is not one, nor
 * are folders in front of it: a path may well have brackets in it.
 */
export async function expandGlob(path: string): Promise<string[] | undefined> {
  if (!/[*?[{]/.test(path)) return undefined;
  const pattern: string[] = [];
  let root = resolve(path);
  while (!(await exists(root))) {
    pattern.unshift(basename(root));
    root = dirname(root);
  }
  if (pattern.length === 0) return undefined;
  const files = await glob(pattern.join("/"), { cwd: root, absolute: true });
  return files.sort();
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
