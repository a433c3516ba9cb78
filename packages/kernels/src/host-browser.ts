// The engine's surroundings in a browser. Threads need a page that is cross-origin isolated.
//
// Not in engines/: paths here are those of the built file too, which is as deep below the package.

import { NewsclfError } from "@newsclf-internal/errors";
import { engineFiles } from "./engines/engine-files.ts";
import { type Host, moduleMissing } from "./engines/host.ts";
import type { WasmIsa } from "./engines/wasm-isa.ts";
import { moduleUrl } from "./module-url.ts";

const MODULE_FIX = "send the file as it is, or say where it is with setEngineFiles";

export const browserHost: Host = {
  loadAddon: () => {
    servedModuleUrl("simd128");
    throw new NewsclfError("ENGINE_MISSING", "a browser runs no native code", { fix: 'select "wasm" or "auto"' });
  },
  loadModule: async (isa) => {
    const url = engineFiles().modules?.[isa] ?? servedModuleUrl(isa);
    const response = await fetch(url).catch((cause: Error) => Promise.reject(moduleMissing(url, cause, MODULE_FIX)));
    if (!response.ok) throw moduleMissing(url, new Error(`HTTP ${response.status}`), MODULE_FIX);
    // Not `compileStreaming`: some servers send the file as `application/octet-stream`.
    const bytes = await response.arrayBuffer();
    return WebAssembly.compile(bytes).catch((cause: Error) => Promise.reject(moduleMissing(url, cause, MODULE_FIX)));
  },
  startThread: (thread) => {
    const { worker: file } = engineFiles();
    // Spelled out, so that bundlers see that it is a worker.
    const worker = file
      ? new Worker(file, { type: "module" })
      : new Worker(new URL("../dist/worker-browser.js", import.meta.url), { type: "module" });
    // The page can do without one that fails.
    worker.onerror = (event) => event.preventDefault();
    worker.postMessage(thread);
  },
  numCores: globalThis.crossOriginIsolated ? Math.min(globalThis.navigator.hardwareConcurrency ?? 1, 64) : 1,
};

function servedModuleUrl(isa: WasmIsa): URL {
  const url = moduleUrl(isa);
  if (url.protocol !== "file:") return url;
  throw new NewsclfError("ENGINE_MISSING", "the engines of this entry are those of a page that a server sends", {
    fix: 'in Node import the same from the entry that ends in "/node", such as "@newsclf/kernels/node"',
  });
}
