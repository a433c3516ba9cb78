// A thread of the WebAssembly engine in a browser.

import { serve } from "./wasm-engine.ts";

globalThis.onmessage = ({ data }: MessageEvent) => serve(data);
