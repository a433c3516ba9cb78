// The engine's surroundings in a browser. Threads need a page that is cross-origin isolated.

import type { Host } from "./backend/engines.ts";

export const browserHost: Host = {
  loadAddon: () => {
    throw new Error("a browser runs no native code");
  },
  loadModule: () => WebAssembly.compileStreaming(fetch(new URL("../dist/kernels.wasm", import.meta.url))),
  startThread: (thread) => {
    const worker = new Worker(new URL("../dist/worker-browser.js", import.meta.url), { type: "module" });
    worker.postMessage(thread);
  },
  numCores: globalThis.crossOriginIsolated ? Math.min(globalThis.navigator.hardwareConcurrency, 64) : 1,
};
