// A person's project: a folder with a package of TensorFlow's in node_modules, as complete as wanted.

import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { onTestFinished } from "vitest";

const require = createRequire(import.meta.url);

/** The built command line. */
const CLI = join(dirname(require.resolve("@newsclf/cli/package.json")), "dist/main.js");

export type PackageName = "@tensorflow/tfjs-node" | "@tensorflow/tfjs-node-gpu";

/** Whether the binding was built for this package. */
export function isBuilt(name: PackageName): boolean {
  return existsSync(join(folderOf(name), "deps/lib"));
}

/** An empty folder that lasts as long as the test. */
export async function createProject(): Promise<string> {
  const folder = realpathSync(await mkdtemp(join(tmpdir(), "newsclf-tensorflow-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Copies the real package with all but the `without` parts: the binding in `lib`, the library in `deps`. */
export function installPackage(project: string, name: PackageName, without: readonly ("lib" | "deps")[] = []): void {
  const source = folderOf(name);
  // pnpm keeps the dependencies of a package beside it.
  const siblings = dirname(dirname(source));
  for (const scope of [".", "@mapbox", "@tensorflow"]) {
    mkdirSync(join(project, "node_modules", scope), { recursive: true });
    for (const entry of readdirSync(join(siblings, scope))) {
      const isPackage = !entry.startsWith("@") && !entry.startsWith(".") && join(siblings, scope, entry) !== source;
      if (isPackage) symlinkSync(join(siblings, scope, entry), join(project, "node_modules", scope, entry));
    }
  }
  // The packages use it and do not say so; npm puts it there for other reasons.
  const core = "@tensorflow/tfjs-core";
  if (!existsSync(join(project, "node_modules", core)))
    symlinkSync(folderOf(core), join(project, "node_modules", core));
  cpSync(source, join(project, "node_modules", name), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !(dirname(path) === source && (without as readonly string[]).includes(basename(path))),
  });
}

export interface CliResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function runCli(args: readonly string[], cwd: string): Promise<CliResult> {
  // pnpm's NODE_PATH would find the packages of this repository.
  const { NODE_PATH: _, TF_CPP_MIN_LOG_LEVEL: __, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { cwd, env: { ...env, INIT_CWD: cwd } }, (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

/** Three classes of 30 texts that are easy to tell apart. */
export function writeNews(project: string): void {
  const words = {
    sport: "team goal match league",
    economy: "bank market price trade",
    science: "planet cell energy atom",
  };
  const rows = Object.entries(words).flatMap(([label, text]) =>
    Array.from(
      { length: 30 },
      (_, i) =>
        `the ${text
          .split(" ")
          .slice(i % 3)
          .join(" and ")} ${i},${label}`,
    ),
  );
  writeFileSync(join(project, "news.csv"), `text,category\n${rows.join("\n")}\n`);
}

function folderOf(name: string): string {
  return dirname(realpathSync(require.resolve(`${name}/package.json`)));
}
