// The same for Node: with native code, and modules and threads of Node.

import { useHost } from "./engines/load-engine.ts";
import { nodeHost } from "./host-node.ts";

useHost(nodeHost);

export * from "./engine.ts";
