// The order in which a request is looked at: counted, its URL, its origin, its token, its route.

import { Hono } from "hono";
import { cors } from "hono/cors";
import { playgroundRoutes } from "../routes/playground.ts";
import { type Asked, type Env, type Route, type Services, sendJson } from "../routes/route.ts";
import { ROUTES } from "../routes/routes.ts";
import { HttpError } from "./http-error.ts";
import { createTokenCheck } from "./token.ts";

export interface AppOptions {
  /** Asked of every request but those for health. */
  readonly token?: string | undefined;
  /** The origin whose pages may ask; `*` for all. */
  readonly cors?: string | undefined;
  /** Whether the playground is served too. */
  readonly playground?: boolean | undefined;
  /** Hears of what became a 500. */
  onProblem(error: unknown): void;
}

/** What a route is called that is none. */
const NO_ROUTE = "none";

/** Seconds for which a browser keeps what it was told of CORS. */
const CORS_SECONDS = 600;

export function createApp(services: Services, { token, cors: origin, playground, onProblem }: AppOptions): Hono<Env> {
  const routes = playground ? [...ROUTES, ...playgroundRoutes()] : ROUTES;
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
  // What comes before the check is open, by whatever path the router finds it.
  addRoutes(
    app,
    routes.filter(({ isOpen }) => isOpen),
    services,
  );
  if (token !== undefined) {
    const checkToken = createTokenCheck(token);
    app.use((asked, next) => {
      checkToken(asked.env.incoming.headers.authorization);
      return next();
    });
  }
  addRoutes(
    app,
    routes.filter(({ isOpen }) => !isOpen),
    services,
  );
  app.notFound((asked) => sendError(asked, new HttpError(404, "NOT_FOUND", "there is no such route")));
  app.onError((error, asked) => {
    if (error instanceof HttpError) return sendError(asked, error);
    onProblem(error);
    return sendError(asked, new HttpError(500, "INTERNAL", "this is a defect of newsclf; please report it"));
  });
  return app;
}

function addRoutes(app: Hono<Env>, routes: readonly Route[], services: Services): void {
  for (const { method, path, handle } of routes) {
    app.on(method, path, (asked) => {
      asked.set("route", path);
      return handle(asked, services);
    });
  }
  for (const path of new Set(routes.map(({ path }) => path))) {
    const allow = routes
      .filter((route) => route.path === path)
      .flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
    app.all(path, (asked) => {
      asked.set("route", path);
      throw new HttpError(405, "METHOD_NOT_ALLOWED", `this route takes ${allow.join(", ")}`, { allow });
    });
  }
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
