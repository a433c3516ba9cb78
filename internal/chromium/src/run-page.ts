// A script in a page of Chromium, which a server on loopback gives it.

import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";

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

const TIMEOUT_MS = 90_000;

const TYPES: Readonly<Record<string, string>> = {
  ".wasm": "application/wasm",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
};

/** Sends what the body holds once the scripts in it have given way to the outcome. */
const REPORT = `new MutationObserver(() => {
  if (document.body.childElementCount > 0) return;
  fetch("/outcome", { method: "POST", body: document.body.textContent });
}).observe(document.body, { childList: true });`;

/**
 * @param chromium - As `findChromium` gives it.
 * @returns What the script has written into the body.
 * @throws Error where it writes nothing within a minute and a half.
 */
export async function runPage(chromium: string, page: Page): Promise<unknown> {
  let onOutcome: (text: string) => void = () => {};
  const server = await serve(page, (text) => onOutcome(text));
  const { port } = server.address() as AddressInfo;
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
  const browser = spawn(chromium, [...flags, "--remote-debugging-port=0", `http://127.0.0.1:${port}/`]);
  const closed = new Promise((resolve) => browser.on("close", resolve));
  let timer: NodeJS.Timeout | undefined;
  const outcome = new Promise<string>((resolve, reject) => {
    onOutcome = resolve;
    timer = setTimeout(() => reject(new Error("runPage: the page has not come to an end")), TIMEOUT_MS);
  });
  try {
    return JSON.parse(await outcome);
  } finally {
    clearTimeout(timer);
    browser.kill();
    await closed;
    server.close();
    server.closeAllConnections();
  }
}

async function serve(
  { script, folders, isIsolated = false }: Page,
  onOutcome: (text: string) => void,
): Promise<Server> {
  const isolation = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
  const server = createServer((request, response) => {
    const { url = "" } = request;
    const send = (type: string, body: string | Buffer): void => {
      response.writeHead(200, { "content-type": type, ...(isIsolated && isolation) }).end(body);
    };
    if (url === "/") {
      const scripts = `<script>${REPORT}</script><script type="module" src="/dist/page.js"></script>`;
      return send("text/html", `<!doctype html><meta charset="utf-8"><body>${scripts}`);
    }
    if (url === "/outcome") {
      response.writeHead(204).end();
      return void text(request).then(onOutcome);
    }
    if (url === "/dist/page.js") return send("text/javascript", script);
    const { folder = "", name = "" } = /^\/(?<folder>\w+)\/(?<name>\w[\w.-]*)$/u.exec(url)?.groups ?? {};
    if (!Object.hasOwn(folders, folder)) return void response.writeHead(404).end();
    send(TYPES[extname(name)] ?? "text/plain", readFileSync(join(folders[folder]!, name)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
