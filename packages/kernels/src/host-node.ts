// The engine's surroundings in Node.
//
// Not in engines/: paths here are those of the built file too, which is as deep below the package.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
// As a whole: bundlers take a bare `createRequire` for theirs, and what it is asked for here is in no bundle.
import module from "node:module";
import { arch, availableParallelism, platform } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { NewsclfError } from "@newsclf-internal/errors";
import { engineFiles } from "./engines/engine-files.ts";
import { type Host, moduleMissing } from "./engines/host.ts";
import type { NativeAddon } from "./engines/native-engine.ts";
import { moduleUrl } from "./module-url.ts";

const target = `${platform()}-${arch()}`;

const FIX = 'select "wasm", which runs everywhere, or "auto"';
const MODULE_FIX = 'leave "@newsclf/*" out of the bundle (external), or say where the file is with setEngineFiles';

export const nodeHost: Host = {
  loadAddon: () => {
    const path = engineFiles().addon ?? findAddon();
    if (path === undefined) throw new NewsclfError("ENGINE_MISSING", `no native engine for ${target}`, { fix: FIX });
    try {
      const file = resolve(path);
      // By `require`, which loads a file once however many copies of this package ask for it.
      return module.createRequire(file)(file) as NativeAddon;
    } catch (cause) {
      const message = `the native engine for ${target} does not load: ${(cause as Error).message}`;
      throw new NewsclfError("ENGINE_MISSING", message, { fix: FIX, cause });
    }
  },
  loadModule: async (isa) => {
    try {
      return await WebAssembly.compile(await readFile(engineFiles().modules?.[isa] ?? moduleUrl(isa)));
    } catch (cause) {
      throw moduleMissing(`kernels-${isa}.wasm`, cause as Error, MODULE_FIX);
    }
  },
  startThread: (thread) => {
    // Without the flags of the program, some of which no file can be run with.
    const options = { workerData: thread, execArgv: [] };
    const { worker: file } = engineFiles();
    // Spelled out, so that bundlers see that it is a worker.
    const worker = file
      ? new Worker(file, options)
      : new Worker(new URL("../dist/worker-node.js", import.meta.url), options);
    // Else one that fails would end the process, which can do without it.
    worker.on("error", () => {});
    // The process may end while its threads wait for work.
    worker.unref();
  },
  numCores: Math.min(availableParallelism(), 64),
};

/** Built here, or before publishing. By path: of a URL, bundlers would want every file that it can name. */
function findAddon(): string | undefined {
  const root = join(fileURLToPath(import.meta.url), "../..");
  const places = ["dist/native", "prebuilds"].map((folder) => join(root, folder, `${target}.node`));
  return places.find((path) => existsSync(path));
}
