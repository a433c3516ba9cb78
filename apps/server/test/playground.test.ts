// The playground's files: which are sent, how, and to whom.

import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServer } from "../src/index.ts";
import { type Running, rawRequest, sendRaw, start, trainModel, useFolder, useServer } from "./_server.ts";

describe("without a model", () => {
  let running: Running;
  beforeAll(async () => {
    running = await start({ playground: true });
  });
  afterAll(() => running.server.close());

  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${running.url}${path}`, { headers, redirect: "manual" });

  test("sends the page, alone in its process, with a policy that lets it ask nobody else", async () => {
    const response = await ask("/playground/");
    const page = await response.text();

    expect(response.status).toBe(200);
    expect(page).toContain("<h1>newsclf playground</h1>");
    const headers: Record<string, string> = {};
    response.headers.forEach((value, name) => {
      headers[name] = value;
    });
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "x-content-type-options": "nosniff",
      "cache-control": "no-cache",
    });
    expect(response.headers.get("content-security-policy")).toContain("connect-src 'self'");
  });

  test("sends from elsewhere to the folder", async () => {
    const response = await ask("/playground");

    expect([response.status, response.headers.get("location")]).toEqual([308, "playground/"]);
  });

  test("has files with a hash in their names kept for ever, and asks for the others by their hash", async () => {
    const page = await (await ask("/playground/")).text();
    const [script] = /assets\/index-[\w-]+\.js/u.exec(page)!;
    const ofScript = await ask(`/playground/${script}`);
    const worker = await ask("/playground/service-worker.js");
    const again = await ask("/playground/service-worker.js", { "if-none-match": worker.headers.get("etag")! });

    expect(ofScript.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(ofScript.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(ofScript.headers.get("x-content-type-options")).toBe("nosniff");
    expect(worker.headers.get("cache-control")).toBe("no-cache");
    expect(again.status).toBe(304);
    expect(again.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
  });

  test.each([
    "/playground/../package.json",
    "/playground/..%2fpackage.json",
    "/playground/%2e%2e/index.js",
    "/playground/..%5cpackage.json",
    "/playground//etc/passwd",
    "/playground/assets/../../../package.json",
    "/playground/assets",
    "/playground/index.html%00.js",
    "/playgroundx/index.html",
  ])("has nothing at %s", async (path) => {
    const reply = await sendRaw(running.port, rawRequest(`GET ${path} HTTP/1.1\r\n`));

    expect(reply).toMatch(/^HTTP\/1\.1 404 /u);
    expect(reply).toContain("NOT_FOUND");
  });

  test("takes no bodies", async () => {
    const { status, headers } = await running.post("/playground/", {});

    expect([status, headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  test("is ready, and has no model to ask", async () => {
    const description = (await running.get("/openapi.json")).body;
    const { status, body } = await running.post("/predict", { inputs: "a text" });

    expect((await running.get("/v2/health/ready")).body).toEqual({ ready: true });
    expect([status, body.code]).toEqual([404, "MODEL_UNKNOWN"]);
    expect(Object.keys(description.paths)).not.toContain("/predict");
    expect((await running.get("/metrics")).body).toContain('route="/playground/*",status="200"');
    expect(running.problems).toEqual([]);
  });
});

describe("beside a model that asks for a token", () => {
  const folder = useFolder((path) => trainModel(join(path, "news")));
  const used = useServer(folder, { token: "s3cret", playground: true });

  test("is open, and nothing else is", async () => {
    const paths = ["/playground/", "/playground", "/playground/none", "/playground/../v2", "/v2"];
    const statuses = await Promise.all(
      paths.map(async (path) => {
        const reply = await sendRaw(used.running.port, rawRequest(`GET ${path} HTTP/1.1\r\n`));
        return Number(reply.slice(9, 12));
      }),
    );

    expect(statuses).toEqual([200, 308, 404, 401, 401]);
    expect((await used.running.get("/v2", { authorization: "Bearer s3cret" })).status).toBe(200);
  });
});

test("is not there unless it is asked for", async () => {
  expect(() => createServer({})).toThrow("there is no model to serve");
});
