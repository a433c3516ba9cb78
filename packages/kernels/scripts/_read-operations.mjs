// The table of operations for scripts, which Node 20 cannot import from TypeScript.

import { readFileSync } from "node:fs";
import { transform } from "esbuild";

export async function readOperations() {
  const source = readFileSync(new URL("../src/engines/operations.ts", import.meta.url), "utf8");
  const { code } = await transform(source, { loader: "ts", format: "esm" });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}
