// The folder of a run: claimed before training, so that two runs cannot share one, and filled as results come.

import { existsSync, mkdirSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { resolvePath } from "./paths.ts";
import { UsageError } from "./print-error.ts";
import { nameSource } from "./read-examples.ts";

/** Throws early, before any work, if the wanted folder is taken. */
export function chooseRunFolder(out: string | undefined, source: string): string {
  if (out === undefined) {
    const name = basename(nameSource(source), extname(nameSource(source))).replace(/[*?:{}[\]]+/g, "-");
    for (let n = 1; ; n++) {
      const folder = resolvePath(join("runs", `${name}-${n}`));
      if (!existsSync(folder)) return folder;
    }
  }
  const folder = resolvePath(out);
  if (existsSync(folder)) {
    throw new UsageError("RUN_EXISTS", `${folder} exists`, "choose another --out, or remove the folder");
  }
  return folder;
}

/** Creates the folder and its parents. */
export function createRunFolder(folder: string): void {
  try {
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder);
  } catch (cause) {
    const { code, path } = cause as NodeJS.ErrnoException;
    if (code === "EEXIST" && path === folder)
      throw new UsageError("RUN_EXISTS", `${folder} exists`, "choose another --out");
    throw new UsageError("WRITE_FAILED", `${folder}: ${code}`, "choose an --out that can be written");
  }
}
