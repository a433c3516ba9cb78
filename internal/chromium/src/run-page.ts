// A script in a page of Chromium, which a server on loopback gives it.

import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

/** The browser's command, if there is one. */
export function findChromium(): string | undefined {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  return names.find((name) => spawnSync(name, ["--version"]).status === 0);
}

/** What the server has. */
export interface Page {
  /** A module, served as `/dist/page.js`. It ends by writing JSON into the body. */
  readonly script: string;
  /** Folders of files by the first part of their address: `{ dist: "/a/b" }` serves `/dist/x.wasm` from there. */
  readonly folders: Readonly<Record<string, string>>;
  /** Whether the page is cross-origin isolated, as threads need it. Default false. */
  readonly isIsolated?: boolean;
}

/** In milliseconds; of the page's own clock, which runs faster while the page waits. */
const PAGE_TIME_MS = 60_000;
const TIMEOUT_MS = 90_000;

const TYPES: Readonly<Record<string, string>> = {
  ".wasm": "application/wasm",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
};

/**
 * @param chromium - As `findChromium` gives it.
 * @returns What the script has written into the body, null if nothing.
 */
export async function runPage(chromium: string, page: Page): Promise<unknown> {
  const server = await serve(page);
  const { port } = server.address() as AddressInfo;
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
  const wait = [`--virtual-time-budget=${PAGE_TIME_MS}`, "--dump-dom"];
  const browser = spawn(chromium, [...flags, ...wait, `http://127.0.0.1:${port}/`], { timeout: TIMEOUT_MS });
  let dom = "";
  browser.stdout.on("data", (text) => {
    dom += text;
  });
  await new Promise((resolve) => browser.on("close", resolve));
  server.close();
  server.closeAllConnections();
  return JSON.parse(/<body>(?<text>.*)<\/body>/su.exec(dom)?.groups?.text ?? "null");
}

async function serve({ script, folders, isIsolated = false }: Page): Promise<Server> {
  const isolation = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
  const server = createServer(({ url = "" }, response) => {
    const send = (type: string, body: string | Buffer): void => {
      response.writeHead(200, { "content-type": type, ...(isIsolated && isolation) }).end(body);
    };
    if (url === "/") {
      return send("text/html", '<!doctype html><body><script type="module" src="/dist/page.js"></script>');
    }
    if (url === "/dist/page.js") return send("text/javascript", script);
    const { folder = "", name = "" } = /^\/(?<folder>\w+)\/(?<name>\w[\w.-]*)$/u.exec(url)?.groups ?? {};
    if (!Object.hasOwn(folders, folder)) return void response.writeHead(404).end();
    send(TYPES[extname(name)] ?? "text/plain", readFileSync(join(folders[folder]!, name)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
