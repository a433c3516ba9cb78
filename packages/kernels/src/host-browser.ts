// The engine's surroundings in a browser. Threads need a page that is cross-origin isolated.
//
// Not in engines/: paths here are those of the built file too, which is as deep below the package.

import { NewsclfError } from "@newsclf-internal/errors";
import type { Host } from "./engines/host.ts";
import type { WasmIsa } from "./engines/wasm-isa.ts";

export const browserHost: Host = {
  loadAddon: () => {
    moduleUrl("simd128");
    throw new NewsclfError("ENGINE_MISSING", "a browser runs no native code", { fix: 'select "wasm" or "auto"' });
  },
  loadModule: async (isa) => WebAssembly.compileStreaming(fetch(moduleUrl(isa))),
  startThread: (thread) => {
    const worker = new Worker(new URL("../dist/worker-browser.js", import.meta.url), { type: "module" });
    // The page can do without one that fails.
    worker.onerror = (event) => event.preventDefault();
    worker.postMessage(thread);
  },
  numCores: globalThis.crossOriginIsolated ? Math.min(globalThis.navigator.hardwareConcurrency ?? 1, 64) : 1,
};

/** Spelled out, so that bundlers see which files belong to a page. */
function moduleUrl(isa: WasmIsa): URL {
  const url =
    isa === "simd128"
      ? new URL("../dist/kernels-simd128.wasm", import.meta.url)
      : new URL("../dist/kernels-relaxed-simd.wasm", import.meta.url);
  if (url.protocol !== "file:") return url;
  throw new NewsclfError(
    "ENGINE_MISSING",
    'the engines of "@newsclf/kernels" are those of a page that a server sends; in Node import "@newsclf/kernels/node"',
    { fix: 'import { selectEngine } from "@newsclf/kernels/node"' },
  );
}
