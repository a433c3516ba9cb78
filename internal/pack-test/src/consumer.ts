// A project outside the workspace that installs packed packages with npm, as a user does.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const CONSUMERS_FOLDER = fileURLToPath(new URL("../consumers/", import.meta.url));
const TSC = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/** An installed project in a temporary folder. */
export interface Consumer {
  /** Runs a file of `consumers/` with Node and returns the JSON that it prints. */
  run(file: string): unknown;
  /** Type-checks a file of `consumers/`; throws with the compiler's words. */
  typeCheck(file: string): void;
  /** The code and types of our packages that hold `text`, relative to `node_modules/@newsclf`. */
  filesWith(text: string): string[];
  remove(): void;
}

/**
 * Packs packages of this workspace and installs the tarballs into a new, empty project.
 *
 * @param packageFolders - Such as `packages/tokenizer`: everything whose tarball is needed, dependencies too.
 * @param published - Further packages to install, `name@version`.
 */
export function createConsumer(packageFolders: readonly string[], published: readonly string[] = []): Consumer {
  const folder = mkdtempSync(join(tmpdir(), "newsclf-pack-"));
  const tarballFolder = join(folder, "tarballs");
  mkdirSync(tarballFolder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  for (const name of packageFolders) {
    runTool("pnpm", ["pack", "--pack-destination", tarballFolder], join(ROOT, name));
  }
  const tarballs = readdirSync(tarballFolder).map((file) => `./tarballs/${file}`);
  // No package needs its install script; a tarball without dependencies needs no network.
  const flags = ["--prefix", folder, "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  runTool("npm", ["install", ...flags, ...tarballs, ...published], folder);

  const place = (file: string): string => {
    const target = join(folder, basename(file));
    cpSync(join(CONSUMERS_FOLDER, file), target);
    return target;
  };
  return {
    run: (file) => JSON.parse(runNode([place(file)], folder)),
    typeCheck: (file) => {
      const options = ["--strict", "--module", "nodenext", "--target", "es2022", "--noEmit"];
      runNode([TSC, ...options, place(file)], folder);
    },
    filesWith: (text) => {
      const packages = join(folder, "node_modules/@newsclf");
      return readdirSync(packages, { recursive: true, encoding: "utf8" })
        .filter((file) => /dist\b.*\.(?:js|d\.ts)$/u.test(file))
        .filter((file) => readFileSync(join(packages, file), "utf8").includes(text));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The version of a package that this workspace has installed, `name@version`. */
export function installed(name: string): string {
  const { version } = createRequire(import.meta.url)(`${name}/package.json`) as { version: string };
  return `${name}@${version}`;
}

function runNode(args: readonly string[], cwd: string): string {
  return runFile(process.execPath, args, cwd, false);
}

/** npm and pnpm are command files on Windows, which only a shell can start. */
function runTool(tool: string, args: readonly string[], cwd: string): void {
  runFile(tool, args, cwd, process.platform === "win32");
}

function runFile(file: string, args: readonly string[], cwd: string, shell: boolean): string {
  try {
    return execFileSync(file, args, { cwd, shell, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    const command = [basename(file), ...args].join(" ");
    throw new Error(`runFile: \`${command}\` failed in ${cwd}\n${stdout ?? ""}${stderr ?? ""}`, { cause: error });
  }
}
