// A page in Chromium.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";

/** The browser's command, if there is one. */
export const chromium = ["chromium", "chromium-browser", "google-chrome"].find(
  (name) => spawnSync(name, ["--version"]).status === 0,
);

const TIMEOUT_MS = 60_000;

/** @returns What the page reports: see `consumers/work.js`. */
export async function readPage(url) {
  // Else two browsers at once would be one.
  const profile = mkdtempSync(join(tmpdir(), "newsclf-chromium-"));
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const page = new URL(url);
  page.searchParams.set("report", `http://127.0.0.1:${server.address().port}/`);
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
  const browser = spawn(chromium, [...flags, `--user-data-dir=${profile}`, page.href], {
    stdio: "ignore",
    detached: true,
  });
  const closed = new Promise((resolve) => browser.on("close", resolve));
  try {
    return await new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`readPage: ${url} reports nothing`)), TIMEOUT_MS).unref();
      server.on("request", (request, response) => {
        json(request).then(resolve, reject);
        response.writeHead(204, { "cross-origin-resource-policy": "cross-origin" }).end();
      });
    });
  } finally {
    // With all the processes that it has started, which would go on writing into the profile.
    process.kill(-browser.pid, "SIGKILL");
    await closed;
    server.close();
    server.closeAllConnections();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}
