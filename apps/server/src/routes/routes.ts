// All routes.

import { infer } from "./infer.ts";
import { live, model, modelReady, ready, server } from "./metadata.ts";
import { openApi } from "./open-api.ts";
import { predict } from "./predict.ts";
import type { Route } from "./route.ts";

const metrics: Route = {
  method: "GET",
  path: "/metrics",
  handle(asked, { metrics, models, pool, isClosing }) {
    const loaded = models.slots.filter(({ current }) => current !== undefined && !isClosing());
    const { numQueued, numThreads } = loaded.length > 0 ? pool() : { numQueued: 0, numThreads: 0 };
    const readyModels = loaded.map(({ name }) => name);
    const text = metrics.render({ queuedTexts: numQueued, workers: numThreads, readyModels });
    return asked.body(text, 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
  },
};

export const ROUTES: readonly Route[] = [server, live, ready, model, modelReady, infer, predict, metrics, openApi];
