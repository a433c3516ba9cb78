// The HTTP server of Node before the app, and what it answers itself.

import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import type { Env } from "../routes/route.ts";
import { type ErrorBody, HttpError } from "./http-error.ts";

const MAX_HEADER_BYTES = 16_384;

/** Milliseconds that a client has for a whole request, its head, and the next one on the same connection. */
const TIMEOUTS = { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5_000 };

type Refusal = readonly [status: number, reason: string, body: ErrorBody];

/** What Node's parser refuses, by its code. */
const REFUSED: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: [
    431,
    "Request Header Fields Too Large",
    { error: `the head is larger than ${MAX_HEADER_BYTES} bytes`, code: "HEADER_TOO_LARGE" },
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [
    413,
    "Payload Too Large",
    { error: "the extensions of a chunk are too large", code: "BODY_TOO_LARGE" },
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", { error: "the request took too long", code: "REQUEST_TIMEOUT" }],
};
const BAD_REQUEST: Refusal = [400, "Bad Request", { error: "this is no valid HTTP request", code: "BAD_REQUEST" }];

/** Not yet listening. */
export function createListener(app: Hono<Env>, onProblem: (error: unknown) => void): Server {
  const listener = getRequestListener(app.fetch as Parameters<typeof getRequestListener>[0], {
    overrideGlobalObjects: false,
    hostname: "localhost",
    // What the adapter cannot make a request of: a host or a URL that are none.
    errorHandler: (error) => {
      if ((error as Error).name !== "RequestError") onProblem(error);
      const { status, body } = new HttpError(400, "BAD_REQUEST", "the URL or the header Host is not valid");
      return Response.json(body, { status });
    },
  });
  const server = createServer({ ...TIMEOUTS, maxHeaderSize: MAX_HEADER_BYTES }, (incoming, outgoing) => {
    void listener(incoming, outgoing);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
    else refuse(socket, REFUSED[error.code ?? ""] ?? BAD_REQUEST);
  });
  server.on("connect", (_, socket) => {
    const body = { error: "this server is no proxy", code: "METHOD_NOT_ALLOWED" };
    refuse(socket as Socket, [405, "Method Not Allowed", body], "Allow: GET, HEAD, POST\r\n");
  });
  server.on("checkExpectation", (_, outgoing) => {
    const body = { error: "expected no Expect header but 100-continue", code: "EXPECTATION_FAILED" };
    outgoing.writeHead(417, { "content-type": "application/json", connection: "close" }).end(JSON.stringify(body));
  });
  return server;
}

function refuse(socket: Socket, [status, reason, body]: Refusal, headers = ""): void {
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n` +
      `${headers}Connection: close\r\n\r\n${text}`,
  );
}
