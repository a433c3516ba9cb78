// Files that a server has in memory: nothing of a request is ever a path.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

export interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** A hash in quotes, as `ETag` has it. */
  readonly tag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** All files below a folder, by their paths in it, with slashes. */
export function readStaticFiles(folder: URL): ReadonlyMap<string, StaticFile> {
  const root = fileURLToPath(folder);
  const names = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
  return new Map(
    names.map((name) => {
      const bytes = new Uint8Array(readFileSync(join(root, name)));
      const tag = `"${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}"`;
      return [
        name.split(sep).join("/"),
        { bytes, tag, type: TYPES[extname(name)] ?? "application/octet-stream" },
      ] as const;
    }),
  );
}
