// The folder of a run: looked at before any work, created before training so that two runs cannot share one.

import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { nameSource, resolvePath, type Surroundings } from "../surroundings.ts";

/** A folder to create, or true for the next free `runs/<source>-<n>`. */
export type RunFolderName = string | true;

/** Says early what `createRunFolder` would say after reading the data. */
export function checkRunFolder(out: RunFolderName, surroundings: Surroundings): void {
  if (out === "") {
    throw new NewsclfError("CONFIG", sentence`${setting("out")} is empty`, {
      fix: "name a folder that does not exist",
    });
  }
  const folder = resolvePath(out === true ? "runs/x" : out, surroundings);
  if (out !== true && existsSync(folder)) throw runExists(folder);
  let parent = dirname(folder);
  while (!existsSync(parent)) parent = dirname(parent);
  if (!statSync(parent).isDirectory()) throw cannotWrite(folder, `${parent} is no folder`);
  try {
    accessSync(parent, constants.W_OK);
  } catch (cause) {
    throw cannotWrite(folder, `${parent}: ${(cause as NodeJS.ErrnoException).code}`);
  }
}

/** Creates the folder and its parents. @returns Its path. */
export function createRunFolder(out: RunFolderName, source: string, surroundings: Surroundings): string {
  if (out !== true) {
    const folder = resolvePath(out, surroundings);
    if (!create(folder)) throw runExists(folder);
    return folder;
  }
  const name = basename(nameSource(source), extname(nameSource(source))).replace(/[*?:{}[\]]+/g, "-");
  for (let n = 1; ; n++) {
    const folder = resolvePath(join("runs", `${name}-${n}`), surroundings);
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

function runExists(folder: string): NewsclfError {
  return new NewsclfError("RUN_EXISTS", `${folder} exists`, {
    fix: sentence`choose another ${setting("out")}, or remove the folder`,
  });
}

function cannotWrite(folder: string, reason: string): NewsclfError {
  return new NewsclfError("WRITE_FAILED", `${folder}: ${reason}`, {
    fix: sentence`choose an ${setting("out")} that can be written`,
  });
}
