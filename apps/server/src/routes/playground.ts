// The page that trains in the browser: files that hold no data of anybody, and are therefore for everybody.

import { PLAYGROUND_HEADERS, playgroundFolder } from "@newsclf/playground";
import { HttpError } from "../http/http-error.ts";
import { readStaticFiles } from "../http/static-files.ts";
import type { Route } from "./route.ts";

/** With a hash in their names they never change. */
const FOREVER = "public, max-age=31536000, immutable";

const HASHED = /^assets\//u;

/** @throws Error of Node where the page was not built. */
export function playgroundRoutes(): readonly Route[] {
  const files = readStaticFiles(playgroundFolder);
  const folder: Route = {
    method: "GET",
    path: "/playground",
    isOpen: true,
    // Relative: a proxy may have put the server into a folder.
    handle: (asked) => asked.body(null, 308, { location: "playground/" }),
  };
  const file: Route = {
    method: "GET",
    path: "/playground/*",
    isOpen: true,
    handle(asked) {
      const name = asked.req.path.slice("/playground/".length) || "index.html";
      const found = files.get(name);
      if (found === undefined) throw new HttpError(404, "NOT_FOUND", "the playground has no such file");
      const headers = {
        ...PLAYGROUND_HEADERS,
        "content-type": found.type,
        "cache-control": HASHED.test(name) ? FOREVER : "no-cache",
        etag: found.tag,
      };
      if (asked.req.header("if-none-match") === found.tag) return asked.body(null, 304, headers);
      return asked.body(found.bytes, 200, headers);
    },
  };
  return [folder, file];
}
