import { join } from "node:path";
import { expect, test } from "vitest";
import { createServer } from "../src/index.ts";
import { trainModel, useFolder, useServer } from "./_server.ts";

const folder = useFolder((path) => trainModel(join(path, "news")));
const TOKEN = "s3cret.token";
const used = useServer(folder, { token: TOKEN, cors: "https://example.org" });

const JSON_TYPE = { "content-type": "application/json" };

test("asks for the token", async () => {
  const ask = (headers: Record<string, string>) =>
    used.running.post("/predict", { inputs: "team" }, { ...JSON_TYPE, ...headers });

  expect((await ask({ authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  expect((await ask({ authorization: `bearer  ${TOKEN}` })).status).toBe(200);
  for (const authorization of [
    "Bearer",
    "Bearer ",
    "Basic abc",
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.slice(1)}`,
    "Bearer é",
  ]) {
    const { status, headers, body } = await ask({ authorization });
    expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect(body.code).toMatch(/^TOKEN_(?:MISSING|WRONG)$/);
  }
  expect((await ask({})).body.code).toBe("TOKEN_MISSING");
});

test("leaves health open, and nothing else", async () => {
  const paths = ["/v2/health/live", "/v2/health/ready", "/v2", "/v2/models/news", "/metrics", "/openapi.json", "/none"];
  const statuses = await Promise.all(paths.map(async (path) => (await used.running.get(path)).status));

  expect(statuses).toEqual([200, 200, 401, 401, 401, 401, 401]);
});

test("says in its description that it wants a token", async () => {
  const { body } = await used.running.get("/openapi.json", { authorization: `Bearer ${TOKEN}` });

  expect(body.security).toEqual([{ token: [] }]);
  expect(body.paths["/v2/health/live"].get.security).toEqual([]);
});

test("lets the pages of one origin ask", async () => {
  const preflight = await fetch(`${used.running.url}/predict`, {
    method: "OPTIONS",
    headers: { origin: "https://example.org", "access-control-request-method": "POST" },
  });
  const allowed = await used.running.get("/v2/health/live", { origin: "https://example.org" });
  const other = await used.running.get("/v2/health/live", { origin: "https://example.com" });

  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-headers")).toBe("Content-Type,Authorization");
  expect(allowed.headers.get("access-control-allow-origin")).toBe("https://example.org");
  expect(other.headers.get("access-control-allow-origin")).toBeNull();
});

test("refuses options that cannot be", () => {
  const models = [{ name: "news", folder: "news" }];

  expect(() => createServer({ models: [] })).toThrow("there is no model to serve");
  expect(() => createServer({ models: [...models, ...models] })).toThrow('there are two models with the name "news"');
  expect(() => createServer({ models: [{ name: "../news", folder: "news" }] })).toThrow("is no name for a model");
  expect(() => createServer({ models, token: "" })).toThrow(RangeError);
  expect(() => createServer({ models, limits: { workers: 0 } })).toThrow(
    "expected workers to be an integer in 1..64, got 0",
  );
});
