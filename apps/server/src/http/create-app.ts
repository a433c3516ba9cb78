// The order in which a request is looked at: counted, its URL, its origin, its token, its route.

import { Hono } from "hono";
import { cors } from "hono/cors";
import { type Asked, type Env, type Services, sendJson } from "../routes/route.ts";
import { ROUTES } from "../routes/routes.ts";
import { HttpError } from "./http-error.ts";
import { createTokenCheck } from "./token.ts";

export interface AppOptions {
  /** Asked of every request but those for health. */
  readonly token?: string | undefined;
  /** The origin whose pages may ask; `*` for all. */
  readonly cors?: string | undefined;
  /** Hears of what became a 500. */
  onProblem(error: unknown): void;
}

/** What a route is called that is none. */
const NO_ROUTE = "none";

/** Seconds for which a browser keeps what it was told of CORS. */
const CORS_SECONDS = 600;

export function createApp(services: Services, { token, cors: origin, onProblem }: AppOptions): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (asked, next) => {
    const start = performance.now();
    asked.set("route", NO_ROUTE);
    await next();
    if (services.isClosing() && !asked.env.outgoing.headersSent) asked.env.outgoing.setHeader("connection", "close");
    services.metrics.countRequest(asked.get("route"), asked.res.status, (performance.now() - start) / 1000);
  });
  app.use((asked, next) => {
    checkUrl(asked.req.url);
    return next();
  });
  if (origin !== undefined) {
    const allowHeaders = ["Content-Type", "Authorization"];
    app.use(cors({ origin, allowMethods: ["GET", "POST"], allowHeaders, maxAge: CORS_SECONDS }));
  }
  const checkToken = token === undefined ? undefined : createTokenCheck(token);
  const isOpen = new Set(ROUTES.filter((route) => route.isOpen).map(({ path }) => path));
  if (checkToken !== undefined) {
    app.use((asked, next) => {
      if (!isOpen.has(asked.req.path)) checkToken(asked.env.incoming.headers.authorization);
      return next();
    });
  }
  for (const { method, path, handle } of ROUTES) {
    app.on(method, path, (asked) => {
      asked.set("route", path);
      return handle(asked, services);
    });
  }
  for (const path of new Set(ROUTES.map(({ path }) => path))) {
    const allow = ROUTES.filter((route) => route.path === path).flatMap(({ method }) =>
      method === "GET" ? ["GET", "HEAD"] : [method],
    );
    app.all(path, (asked) => {
      asked.set("route", path);
      throw new HttpError(405, "METHOD_NOT_ALLOWED", `this route takes ${allow.join(", ")}`, { allow });
    });
  }
  app.notFound((asked) => sendError(asked, new HttpError(404, "NOT_FOUND", "there is no such route")));
  app.onError((error, asked) => {
    if (error instanceof HttpError) return sendError(asked, error);
    onProblem(error);
    return sendError(asked, new HttpError(500, "INTERNAL", "this is a defect of newsclf; please report it"));
  });
  return app;
}

function sendError(asked: Asked, error: HttpError): Response {
  // What is left of a body that is too large need not be read.
  const close = error.status === 413 ? { connection: "close" } : {};
  return sendJson(asked, error.body, error.status, { ...error.headers, ...close });
}

/** @throws HttpError 400 `BAD_URL` for bytes that are no text. */
function checkUrl(url: string): void {
  if (!url.includes("%")) return;
  try {
    decodeURIComponent(new URL(url).pathname);
  } catch (cause) {
    throw new HttpError(400, "BAD_URL", "the path of the URL is not valid: expected UTF-8, percent-encoded", { cause });
  }
}
