// A copy of the built package to break things in, and programs that use it.

import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface PackageCopy {
  readonly folder: string;
  /** Where the addon belongs. */
  readonly addon: string;
  remove(): void;
}

/** @param hasAddon - Whether the copy gets the addon. */
export function copyPackage(hasAddon: boolean): PackageCopy {
  const folder = mkdtempSync(join(tmpdir(), "newsclf-kernels-"));
  const native = join(root, "dist/native");
  cpSync(join(root, "dist"), join(folder, "dist"), {
    recursive: true,
    filter: (path) => hasAddon || path !== native,
  });
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  mkdirSync(join(folder, "dist/native"), { recursive: true });
  return {
    folder,
    addon: join(folder, `dist/native/${process.platform}-${process.arch}.node`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Runs a module of the copy, in its folder, to its end; `signal` is `SIGKILL` if it does not end within 30 seconds.
 *
 * @param modules - Other modules beside it, by file name.
 */
export function runProgram(
  { folder }: PackageCopy,
  source: string,
  modules: Record<string, string> = {},
): SpawnSyncReturns<string> {
  const path = join(folder, "program.mjs");
  for (const [name, text] of Object.entries({ ...modules, "program.mjs": source })) {
    writeFileSync(join(folder, name), text);
  }
  return spawnSync(process.execPath, [path], { cwd: folder, encoding: "utf8", timeout: 30_000, killSignal: "SIGKILL" });
}
