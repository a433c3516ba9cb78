// What a route is, and what all routes may use.

import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { HttpError } from "../http/http-error.ts";
import { checkMediaType } from "../http/media-type.ts";
import { parseJson } from "../http/parse-json.ts";
import { readBody } from "../http/read-body.ts";
import type { Limits } from "../limits.ts";
import type { Metrics } from "../metrics.ts";
import type { Models } from "../models/models.ts";
import type { Pool } from "../pool/pool.ts";

/** What a request's context knows of Node and of its route. */
export interface Env {
  readonly Bindings: HttpBindings;
  readonly Variables: { route: string };
}

export type Asked = Context<Env>;

export interface Services {
  readonly limits: Limits;
  readonly models: Models;
  readonly metrics: Metrics;
  /** @throws HttpError 503 `NOT_LOADED` before there is one. */
  pool(): Pool;
  isClosing(): boolean;
  readonly hasToken: boolean;
}

export interface Route {
  readonly method: "GET" | "POST";
  /** As Hono writes it: `/v2/models/:name`. */
  readonly path: string;
  /** Whether it is answered without a token. */
  readonly isOpen?: boolean;
  /** @throws HttpError for all that cannot be answered. */
  handle(asked: Asked, services: Services): Response | Promise<Response>;
}

/** @param value - Anything that JSON can hold. */
export function sendJson(asked: Asked, value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return asked.body(JSON.stringify(value), status as ContentfulStatusCode, {
    "content-type": "application/json",
    ...headers,
  });
}

/** @throws HttpError 415, 413, or 400 with the byte at fault. */
export async function readJson({ env: { incoming } }: Asked, { limits }: Services): Promise<unknown> {
  checkMediaType(incoming.headers);
  return parseJson(await readBody(incoming, limits.maxBodyBytes));
}

/** @throws HttpError 503 `CLOSING`: what is asked from now on is for another server. */
export function checkOpen({ isClosing }: Services): void {
  if (isClosing()) throw new HttpError(503, "CLOSING", "the server is closing", { retryAfter: 1 });
}
