// The folder of a run: looked at before any work, created before training so that two runs cannot share one.

import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { resolvePath } from "./paths.ts";
import { UsageError } from "./print-error.ts";
import { nameSource } from "./read-examples.ts";

/** Says early what `createRunFolder` would say after reading the data. */
export function checkRunFolder(out: string | undefined): void {
  if (out === "") throw new UsageError("CONFIG", "--out is empty", "name a folder that does not exist");
  const folder = resolvePath(out ?? "runs/x");
  if (out !== undefined && existsSync(folder)) throw runExists(folder);
  let parent = dirname(folder);
  while (!existsSync(parent)) parent = dirname(parent);
  if (!statSync(parent).isDirectory()) throw cannotWrite(folder, `${parent} is no folder`);
  try {
    accessSync(parent, constants.W_OK);
  } catch (cause) {
    throw cannotWrite(folder, `${parent}: ${(cause as NodeJS.ErrnoException).code}`);
  }
}

/** Creates the folder and its parents; without `out` the next free `runs/<source>-<n>`. */
export function createRunFolder(out: string | undefined, source: string): string {
  if (out !== undefined) {
    const folder = resolvePath(out);
    if (!create(folder)) throw runExists(folder);
    return folder;
  }
  const name = basename(nameSource(source), extname(nameSource(source))).replace(/[*?:{}[\]]+/g, "-");
  for (let n = 1; ; n++) {
    const folder = resolvePath(join("runs", `${name}-${n}`));
    if (create(folder)) return folder;
  }
}

/** False if it is there already. */
function create(folder: string): boolean {
  try {
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder);
    return true;
  } catch (cause) {
    const { code, path } = cause as NodeJS.ErrnoException;
    if (code === "EEXIST" && path === folder) return false;
    throw cannotWrite(folder, String(code));
  }
}

function runExists(folder: string): UsageError {
  return new UsageError("RUN_EXISTS", `${folder} exists`, "choose another --out, or remove the folder");
}

function cannotWrite(folder: string, reason: string): UsageError {
  return new UsageError("WRITE_FAILED", `${folder}: ${reason}`, "choose an --out that can be written");
}
