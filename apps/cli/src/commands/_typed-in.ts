// Relative paths mean the directory in which the person typed the command. `pnpm --filter cli train` runs in the folder
// of this package, and INIT_CWD is where it was typed; anywhere else the working directory is the right one.

import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const OWN_FOLDER = fileURLToPath(new URL("..", import.meta.url));

/** That directory, as the packages take it. */
export function typedIn(): { readonly cwd: string } {
  const cwd = process.cwd();
  return { cwd: resolve(OWN_FOLDER) === cwd ? (process.env.INIT_CWD ?? cwd) : cwd };
}
