// Packs the packages of the repository and installs the tarballs, without a trace in package.json and the lock file.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = join(HERE, "..");
/** What is built here is not packed; a release has it in `prebuilds`. */
const ADDONS = join(ROOT, "packages/kernels/dist/native");

const folder = mkdtempSync(join(tmpdir(), "newsclf-bundlers-"));
try {
  const packed = ["--recursive", "--filter-prod", "@newsclf/classifier...", "pack", "--pack-destination", folder];
  run(ROOT, ["run", "--silent", "pnpm", "--", ...packed]);
  const tarballs = readdirSync(folder).map((file) => join(folder, file));
  const flags = ["--no-save", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  run(HERE, ["install", ...flags, ...tarballs]);
} finally {
  rmSync(folder, { recursive: true });
}
if (existsSync(ADDONS)) cpSync(ADDONS, join(HERE, "node_modules/@newsclf/kernels/prebuilds"), { recursive: true });

function run(cwd, args) {
  // npm is a command file on Windows, which only a shell can start.
  const { status, stdout, stderr } = spawnSync("npm", args, {
    ...{ cwd, encoding: "utf8", shell: process.platform === "win32" },
  });
  if (status !== 0) throw new Error(`\`npm ${args.join(" ")}\` failed in ${cwd}\n${stdout}${stderr}`);
}
