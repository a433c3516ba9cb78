// The entry for browsers: registers the engines.

import { registerEngines } from "./backend/engines.ts";
import { browserHost } from "./host-browser.ts";

registerEngines(browserHost);

export * from "./main.ts";
