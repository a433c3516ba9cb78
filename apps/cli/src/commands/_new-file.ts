// Files that a command writes beside its output.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { typedIn } from "./_typed-in.ts";

/**
 * Its path, before work is done that could not be kept.
 *
 * @param option - That names it.
 * @throws NewsclfError `FILE_EXISTS`.
 */
export function newFile(written: string, option: string): string {
  const path = resolve(typedIn().cwd, written);
  if (!existsSync(path)) return path;
  throw new NewsclfError("FILE_EXISTS", "is there already", {
    place: written,
    fix: sentence`name another file with ${setting(option)}, or remove this one`,
  });
}
