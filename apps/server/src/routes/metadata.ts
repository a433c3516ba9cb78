// What the server and its models are, and whether they can be asked: the Open Inference Protocol.

import { HttpError } from "../http/http-error.ts";
import { loadedModel } from "../models/models.ts";
import { version } from "../version.ts";
import { INPUT, OUTPUT_INFO } from "./infer.ts";
import { checkOpen, type Route, type Services, sendJson } from "./route.ts";

export const server: Route = {
  method: "GET",
  path: "/v2",
  handle: (asked) => sendJson(asked, { name: "newsclf", version, extensions: [] }),
};

/** False only where a supervisor should start the server again. */
export const live: Route = {
  method: "GET",
  path: "/v2/health/live",
  isOpen: true,
  handle(asked, services) {
    checkThreads(services, true);
    return sendJson(asked, { live: true });
  },
};

export const ready: Route = {
  method: "GET",
  path: "/v2/health/ready",
  isOpen: true,
  handle(asked, services) {
    checkOpen(services);
    services.models.slots.forEach(loadedModel);
    checkThreads(services, false);
    return sendJson(asked, { ready: true });
  },
};

export const model: Route = {
  method: "GET",
  path: "/v2/models/:name",
  handle(asked, { models }) {
    const slot = models.find(asked.req.param("name")!);
    const { version } = loadedModel(slot);
    const [inputs, outputs] = [[INPUT], OUTPUT_INFO];
    return sendJson(asked, { name: slot.name, versions: [version], platform: "newsclf", inputs, outputs });
  },
};

export const modelReady: Route = {
  method: "GET",
  path: "/v2/models/:name/ready",
  handle(asked, services) {
    const slot = services.models.find(asked.req.param("name")!);
    checkOpen(services);
    loadedModel(slot);
    return sendJson(asked, { name: slot.name, ready: true });
  },
};

/** @throws HttpError 503 `NO_WORKERS` where all threads ended and none starts again. */
function checkThreads({ pool, models }: Services, isStarting: boolean): void {
  // Before the first model there may be no threads yet.
  if (isStarting && models.slots.every(({ current }) => current === undefined)) return;
  // Nor are there any where there is only the playground.
  if (models.slots.length === 0) return;
  if (pool().numThreads > 0) return;
  throw new HttpError(503, "NO_WORKERS", "no thread is left that classifies", { retryAfter: 1 });
}
