// Relative paths mean the directory in which the person typed the command; pnpm and npm run scripts elsewhere.

import { resolve } from "node:path";

export function resolvePath(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}
