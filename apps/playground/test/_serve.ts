// The built page on a free port of this machine, and what was asked of it.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { PLAYGROUND_HEADERS, playgroundFolder } from "../src/index.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".csv": "text/csv",
};

export interface Serving {
  /** Ends with a slash; the page lies in a folder, as on many hosts. */
  readonly url: string;
  /** Method, path and body's size of every request. */
  readonly asked: { readonly method: string; readonly path: string; readonly size: number }[];
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Whether those are sent that the page is to have; some hosts cannot. Default true. */
  readonly hasHeaders?: boolean;
  /** Default: the built page. */
  readonly folder?: string;
}

export async function serve(options: ServeOptions = {}): Promise<Serving> {
  const { hasHeaders = true, folder = fileURLToPath(playgroundFolder) } = options;
  const asked: { method: string; path: string; size: number }[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, "http://localhost");
    const entry = { method: request.method!, path: pathname, size: 0 };
    asked.push(entry);
    request.on("data", (data: Buffer) => {
      entry.size += data.length;
    });
    const name = normalize(pathname.replace(/^\/some\/folder\//, "/")).replace(/\/$/, "/index.html");
    const path = join(folder, name);
    const isThere = pathname.startsWith("/some/folder/") && existsSync(path) && statSync(path).isFile();
    if (!isThere) return void response.writeHead(404).end();
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, ...(hasHeaders && PLAYGROUND_HEADERS) });
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/folder/`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
