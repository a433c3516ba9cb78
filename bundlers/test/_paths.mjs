// Where consumers lie, and where their builds go.

import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../", import.meta.url));
export const consumers = `${root}consumers`;

/** An empty place for what a bundler writes. Not in a temporary folder: what is not bundled is found from here. */
export function output(name) {
  const path = `${root}dist/${name}`;
  rmSync(path, { recursive: true, force: true });
  return path;
}
