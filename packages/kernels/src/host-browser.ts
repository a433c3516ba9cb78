// The engine's surroundings in a browser. Threads need a page that is cross-origin isolated.

import type { Host } from "./backend/engines.ts";

/** Spelled out, so that bundlers see which files belong to a page. */
const MODULES = {
  simd128: new URL("../dist/kernels-simd128.wasm", import.meta.url),
  "relaxed-simd": new URL("../dist/kernels-relaxed-simd.wasm", import.meta.url),
};

export const browserHost: Host = {
  loadAddon: () => {
    throw new Error("a browser runs no native code");
  },
  loadModule: (isa) => WebAssembly.compileStreaming(fetch(MODULES[isa])),
  startThread: (thread) => {
    const worker = new Worker(new URL("../dist/worker-browser.js", import.meta.url), { type: "module" });
    // The page can do without one that fails.
    worker.onerror = (event) => event.preventDefault();
    worker.postMessage(thread);
  },
  numCores: globalThis.crossOriginIsolated ? Math.min(globalThis.navigator.hardwareConcurrency ?? 1, 64) : 1,
};
