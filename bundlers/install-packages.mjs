// node install-packages.mjs PACKAGE...: packs these packages of the repository with what they need, and installs the tarballs in
// the current folder, without a trace in its package.json and lock file.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = process.cwd();
const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** What is built here is not packed; a release has it in `prebuilds`. */
const ADDONS = join(ROOT, "packages/kernels/dist/native");

const folder = mkdtempSync(join(tmpdir(), "newsclf-packages-"));
try {
  const filters = process.argv.slice(2).flatMap((name) => ["--filter-prod", `${name}...`]);
  run(ROOT, ["run", "--silent", "pnpm", "--", "--recursive", ...filters, "pack", "--pack-destination", folder]);
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
