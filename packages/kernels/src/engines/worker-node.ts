// A thread of the WebAssembly engine in Node.

import { workerData } from "node:worker_threads";
import { serve } from "./wasm-engine.ts";

serve(workerData);
