import { registerEngines } from "./backend/engines.ts";
import { nodeHost } from "./host-node.ts";

registerEngines(nodeHost);

export * from "./main.ts";
