// What is there of TensorFlow and what is missing, found out without risk: the library is loaded in a process of its own.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
// As a whole: bundlers take a bare `createRequire` for theirs, and what it is asked for here is in no bundle.
import module from "node:module";
import { dirname, join } from "node:path";
import { env, execPath } from "node:process";
import { explainNoGpu } from "./no-gpu.ts";

const TENSORFLOW_PACKAGES = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"] as const;

/** Where to look, and what will do. */
export interface TensorflowOptions {
  /** Folders in whose `node_modules`, or above, the package may be, in order of preference. */
  readonly from: readonly string[];
  /** Accept a working GPU only. */
  readonly needsGpu: boolean;
  /** In order of preference. Default: `@tensorflow/tfjs-node-gpu` and, unless a GPU is needed, `@tensorflow/tfjs-node`. */
  readonly packageNames?: readonly string[];
}

/** One thing that has to be right; each is looked at only if those before it are. */
export interface TensorflowCheck {
  readonly name: "package" | "binary" | "library" | "cuda" | "gpu";
  readonly isOk: boolean;
  /** What was found, or what is wrong. */
  readonly message: string;
  /** `ENGINE_MISSING`, `ENGINE_BINARY`, `ENGINE_LIBRARY`, `ENGINE_CUDA` or `ENGINE_NO_GPU`. */
  readonly code?: string;
  /** The command to run. */
  readonly fix?: string;
}

export interface TensorflowDiagnosis {
  /** Up to the first that failed. */
  readonly checks: readonly TensorflowCheck[];
  readonly package?: TensorflowPackage;
  /** Of TensorFlow, such as `2.18.1`; present if the library loads. */
  readonly version?: string;
  readonly hasGpu?: boolean;
}

export interface TensorflowPackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

/** Where both packages keep the binding that their installer fetches or builds. */
const BINARY = "lib/napi-v8/tfjs_binding.node";

/** Node 23 dropped two functions that the packages call. */
const PROBE = `
const util = require("util");
util.isNullOrUndefined = (value) => value == null;
util.isArray = Array.isArray;
const { binding, isUsingGpuDevice } = require(process.argv[1]).backend();
process.stdout.write("\\n" + JSON.stringify({ version: binding.TF_Version, hasGpu: isUsingGpuDevice }));
`;

/** Loading takes a second; a first start on a GPU compiles kernels. In milliseconds. */
const PROBE_TIMEOUT_MS = 120_000;

/** Looks for what is missing, up to the first check that fails. Loads nothing into this process. */
export async function diagnoseTensorflow(options: TensorflowOptions): Promise<TensorflowDiagnosis> {
  const { from, needsGpu, packageNames: names = TENSORFLOW_PACKAGES.slice(0, needsGpu ? 1 : 2) } = options;
  const checks: TensorflowCheck[] = [];
  const found = findPackage(names, from);
  if (found === undefined) {
    const message = `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} not installed`;
    checks.push({ name: "package", isOk: false, code: "ENGINE_MISSING", message, fix: `npm install ${names.at(-1)!}` });
    return { checks };
  }
  const { name, version: packageVersion, folder } = found;
  checks.push({ name: "package", isOk: true, message: `${name} ${packageVersion} in ${folder}` });

  if (!existsSync(join(folder, BINARY))) {
    const message = `${name} has no ${BINARY}: its install script did not run or could not download`;
    const fix = `npm rebuild ${name} (pnpm: first pnpm approve-builds); if it cannot download, see the README of @newsclf/kernels`;
    checks.push({ name: "binary", isOk: false, code: "ENGINE_BINARY", message, fix });
    return { checks, package: found };
  }
  checks.push({ name: "binary", isOk: true, message: BINARY });

  const probe = await runProbe(folder);
  if (probe.result === undefined) {
    const message = `${name} does not load: ${probe.reason}`;
    const fix = `npm rebuild ${name}, or install the library that is named`;
    checks.push({ name: "library", isOk: false, code: "ENGINE_LIBRARY", message, fix });
    return { checks, package: found };
  }
  const { version, hasGpu } = probe.result;
  checks.push({ name: "library", isOk: true, message: `TensorFlow ${version}` });

  if (needsGpu && !hasGpu) {
    const reason = explainNoGpu(probe.log, version);
    if (reason.code === "ENGINE_NO_GPU") checks.push({ name: "cuda", isOk: true, message: "CUDA and driver load" });
    checks.push({ name: reason.code === "ENGINE_CUDA" ? "cuda" : "gpu", isOk: false, ...reason });
  } else if (hasGpu) {
    checks.push({ name: "cuda", isOk: true, message: "CUDA and driver load" });
    checks.push({ name: "gpu", isOk: true, message: "TensorFlow computes on a GPU" });
  }
  return { checks, package: found, version, hasGpu };
}

function findPackage(names: readonly string[], from: readonly string[]): TensorflowPackage | undefined {
  for (const name of names) {
    for (const folder of from) {
      const require = module.createRequire(join(folder, "package.json"));
      try {
        const path = require.resolve(`${name}/package.json`);
        return { name, version: (require(path) as { version: string }).version, folder: dirname(path) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
      }
    }
  }
  return undefined;
}

interface Probe {
  readonly result?: { readonly version: string; readonly hasGpu: boolean };
  /** Why there is no result. */
  readonly reason: string;
  readonly log: string;
}

function runProbe(folder: string): Promise<Probe> {
  const options = { env: { ...env, TF_CPP_MIN_LOG_LEVEL: "0" }, timeout: PROBE_TIMEOUT_MS };
  return new Promise((resolve) => {
    execFile(execPath, ["--no-warnings", "-e", PROBE, folder], options, (error, stdout, log) => {
      if (error === null) resolve({ result: JSON.parse(stdout.slice(stdout.lastIndexOf("\n"))), reason: "", log });
      else resolve({ reason: error.signal ?? /^\w*Error: (.*)$/mu.exec(log)?.[1] ?? `exit status ${error.code}`, log });
    });
  });
}
