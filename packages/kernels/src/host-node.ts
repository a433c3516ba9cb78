// The engine's surroundings in Node.
//
// Not in engines/: paths here are those of the built file too, which is as deep below the package.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, availableParallelism, platform } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { NewsclfError } from "@newsclf-internal/errors";
import { engineFiles } from "./engines/engine-files.ts";
import { type Host, moduleMissing } from "./engines/host.ts";
import type { NativeAddon } from "./engines/native-engine.ts";

const target = `${platform()}-${arch()}`;
/** Built here, or before publishing. */
const ADDONS = [
  new URL(`../dist/native/${target}.node`, import.meta.url),
  new URL(`../prebuilds/${target}.node`, import.meta.url),
].map((url) => fileURLToPath(url));

const FIX = 'select "wasm", which runs everywhere, or "auto"';

export const nodeHost: Host = {
  loadAddon: () => {
    const path = engineFiles().addon ?? ADDONS.find((path) => existsSync(path));
    if (path === undefined) throw new NewsclfError("ENGINE_MISSING", `no native engine for ${target}`, { fix: FIX });
    try {
      return createRequire(import.meta.url)(path) as NativeAddon;
    } catch (cause) {
      const message = `the native engine for ${target} does not load: ${(cause as Error).message}`;
      throw new NewsclfError("ENGINE_MISSING", message, { fix: FIX, cause });
    }
  },
  loadModule: async (isa) => {
    const file = engineFiles().modules?.[isa] ?? new URL(`../dist/kernels-${isa}.wasm`, import.meta.url);
    return WebAssembly.compile(
      await readFile(file).catch((cause: Error) => Promise.reject(moduleMissing(file, cause))),
    );
  },
  startThread: (thread) => {
    const url = engineFiles().worker ?? new URL("../dist/worker-node.js", import.meta.url);
    // Without the flags of the program, some of which no file can be run with.
    const worker = new Worker(url, { workerData: thread, execArgv: [] });
    // Else one that fails would end the process, which can do without it.
    worker.on("error", () => {});
    // The process may end while its threads wait for work.
    worker.unref();
  },
  numCores: Math.min(availableParallelism(), 64),
};
