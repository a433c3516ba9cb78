// The engines that Node can have: a GPU, native code, WebAssembly, TensorFlow.js's own.

// As a whole: bundlers take a bare `createRequire` for theirs, and what it is asked for here is in no bundle.
import module from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { cwd, env } from "node:process";
import { fileURLToPath } from "node:url";
import { diagnoseTensorflow, loadTensorflow, selectEngine, type TensorflowDiagnosis } from "@newsclf/kernels/node";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import * as tf from "@tensorflow/tfjs-core";
import type { BackendInfo, BackendName } from "../backend.ts";

const REFERENCE_PACKAGE = "@tensorflow/tfjs-backend-wasm";

/** Where an installed `@tensorflow/tfjs-node-gpu` is looked for: the person's project, then beside this package. */
export interface SelectBackendOptions {
  /** Default: the working directory. */
  readonly projectFolder?: string | undefined;
}

/**
 * Makes an engine ready: with `auto` a GPU that works, else native code, else WebAssembly.
 *
 * @throws NewsclfError of the ENGINE family where it is not there.
 */
export async function selectBackend(
  name: BackendName,
  threads?: number,
  options: SelectBackendOptions = {},
): Promise<BackendInfo> {
  // Without it tfjs advises to install another package.
  tf.env().set("PROD", true);
  if (name === "reference") return selectReference();
  if (name === "gpu" || name === "tensorflow") return useTensorflow(name === "gpu", threads, "asked for", options);
  let withoutGpu = "";
  if (name === "auto") {
    const { package: installed, checks } = await diagnoseGpu(true, options);
    const failed = checks.find(({ isOk }) => !isOk);
    if (failed === undefined) return useTensorflow(true, threads, "there is a GPU that works", options);
    // Most people have no such package, and need not hear of it.
    if (installed !== undefined) withoutGpu = `; no GPU: ${failed.message}; newsclf doctor tells more`;
  }
  const {
    kind,
    isa,
    numThreads,
    reason = name === "auto" ? "the fastest here" : "asked for",
  } = await selectEngine(name, threads).catch((error: unknown) => {
    if (name !== "native" || !(error instanceof NewsclfError)) throw error;
    throw new NewsclfError("CONFIG", sentence`${setting("backend", name)}: ${error.message}`, {
      fix: sentence`leave ${setting("backend")} out`,
      cause: error,
    });
  });
  return { engine: `${kind} ${isa}`, numThreads, reason: reason + withoutGpu };
}

/** What TensorFlow and a GPU need, and what is missing. */
export function diagnoseGpu(needsGpu: boolean, options: SelectBackendOptions = {}): Promise<TensorflowDiagnosis> {
  return diagnoseTensorflow({ from: searchFolders(options), needsGpu });
}

function searchFolders({ projectFolder = cwd() }: SelectBackendOptions): string[] {
  return [projectFolder, ownFolder()];
}

function ownFolder(): string {
  return dirname(fileURLToPath(import.meta.url));
}

/** @param reason - Why it was chosen, for people. */
async function useTensorflow(
  needsGpu: boolean,
  threads: number | undefined,
  reason: string,
  options: SelectBackendOptions,
): Promise<BackendInfo> {
  const numThreads = threads ?? availableParallelism();
  // TensorFlow reads these when it is loaded. An op that fails throws; it need not be logged too.
  env.TF_CPP_MIN_LOG_LEVEL ??= "3";
  env.TF_NUM_INTRAOP_THREADS = env.TF_NUM_INTEROP_THREADS = String(numThreads);
  const { version, hasGpu } = await loadTensorflow({ from: searchFolders(options), needsGpu });
  return { engine: `tensorflow ${version} ${hasGpu ? "gpu" : "cpu"}`, numThreads, reason };
}

/** TensorFlow.js's own WebAssembly backend, with the kernels composed from its ops. */
async function selectReference(): Promise<BackendInfo> {
  const { setThreadsCount, setWasmPaths } = await import(
    /* webpackIgnore: true */ /* @vite-ignore */ REFERENCE_PACKAGE
  ).catch((cause: unknown) => {
    const fix = `npm install ${REFERENCE_PACKAGE}`;
    throw new NewsclfError("ENGINE_MISSING", `${REFERENCE_PACKAGE} is not installed`, { fix, cause });
  });
  const main = module.createRequire(join(ownFolder(), "package.json")).resolve(REFERENCE_PACKAGE);
  setWasmPaths(join(dirname(main), "/"));
  setThreadsCount(1);
  if (!(await tf.setBackend("wasm"))) throw new Error("selectBackend: TensorFlow.js's backend did not start");
  return { engine: "reference tfjs-wasm", numThreads: 1, reason: "asked for" };
}
