// The main entry, for a page: engines in WebAssembly.

import { registerBackends } from "./register.ts";

registerBackends();

export * from "./main.ts";
