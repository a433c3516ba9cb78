// The engine's surroundings in Node.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, availableParallelism, platform } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Host } from "./backend/engines.ts";
import type { NativeAddon } from "./backend/native-engine.ts";

const target = `${platform()}-${arch()}`;
/** Built here, or before publishing. */
const ADDONS = [
  new URL(`../dist/native/${target}.node`, import.meta.url),
  new URL(`../prebuilds/${target}.node`, import.meta.url),
].map((url) => fileURLToPath(url));

export const nodeHost: Host = {
  loadAddon: () => {
    const path = ADDONS.find((path) => existsSync(path));
    if (path === undefined) throw new Error(`no native engine for ${target}`);
    try {
      return createRequire(import.meta.url)(path) as NativeAddon;
    } catch (cause) {
      throw new Error(`the native engine for ${target} does not load: ${(cause as Error).message}`, { cause });
    }
  },
  loadModule: async (isa) =>
    WebAssembly.compile(await readFile(new URL(`../dist/kernels-${isa}.wasm`, import.meta.url))),
  startThread: (thread) => {
    const url = new URL("../dist/worker-node.js", import.meta.url);
    // Without the flags of the program, some of which no file can be run with.
    const worker = new Worker(url, { workerData: thread, execArgv: [] });
    // Else one that fails would end the process, which can do without it.
    worker.on("error", () => {});
    // The process may end while its threads wait for work.
    worker.unref();
  },
  numCores: Math.min(availableParallelism(), 64),
};
