// Folders on loopback, cross-origin isolated.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

export const ISOLATION = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/**
 * @param folders - The first that has the file gives it.
 * @returns `url`, `asked` (the paths that were sent), `close`.
 */
export async function serve(folders) {
  const asked = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    const name = pathname === "/" ? "/index.html" : pathname;
    const path = folders
      .map((folder) => join(folder, name))
      .find((path) => existsSync(path) && statSync(path).isFile());
    if (path === undefined) return void response.writeHead(404).end();
    asked.push(pathname);
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", ...ISOLATION });
    createReadStream(path).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, asked, close };
}
