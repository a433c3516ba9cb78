// File name patterns: `*` and `?` within a name, `**` for any folders, `{a,b}` for either, `[abc]` for one of them.

import { readdir, stat } from "node:fs/promises";
import { resolve } from "node:path";

/** Whether a name is a pattern; one that exists as it is written is not. */
export async function isGlob(path: string): Promise<boolean> {
  if (!/[*?[{]/.test(path)) return false;
  return stat(path).then(
    () => false,
    () => true,
  );
}

/** The files that match, sorted by path. */
export async function expandGlob(pattern: string): Promise<string[]> {
  const parts = resolve(pattern).replaceAll("\\", "/").split("/");
  // Search from the deepest folder that has no wildcard in it.
  const firstWild = parts.findIndex((part) => /[*?[{]/.test(part));
  const root = parts.slice(0, firstWild).join("/") || "/";
  const matcher = new RegExp(
    `^${parts.slice(firstWild).map(toRegExp).join("/").replaceAll("**/", "(?:[^/]+/)*")}$`,
    "u",
  );
  const depth = parts.includes("**") ? Number.POSITIVE_INFINITY : parts.length - firstWild;
  const files = await listFiles(root, "", depth);
  return files.filter((file) => matcher.test(file)).map((file) => `${root.replace(/\/$/, "")}/${file}`);
}

async function listFiles(root: string, folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(`${root}/${folder}`, { withFileTypes: true }).catch(() => []);
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const path = folder + entry.name;
    if (!entry.isDirectory()) files.push(path);
    else if (depth > 1) files.push(...(await listFiles(root, `${path}/`, depth - 1)));
  }
  return files;
}

/** One part of a path; `**` stays, to be replaced together with its slash. */
function toRegExp(part: string): string {
  if (part === "**") return part;
  let depth = 0;
  return part.replace(/[.+^$()|\\/*?{},]/g, (char) => {
    if (char === "*") return "[^/]*";
    if (char === "?") return "[^/]";
    if (char === "{") return depth++ === 0 ? "(?:" : "\\{";
    if (char === "}") return depth-- === 1 ? ")" : "\\}";
    if (char === "," && depth > 0) return "|";
    return char === "," ? "," : `\\${char}`;
  });
}
