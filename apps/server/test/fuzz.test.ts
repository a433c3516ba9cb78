// Requests of which some part is wrong, always the same ones: no answer is a 5xx, and the server goes on answering.

import { join } from "node:path";
import { expect, test } from "vitest";
import { rawRequest, sendRaw, trainModel, useFolder, useServer } from "./_server.ts";

const folder = useFolder((path) => trainModel(join(path, "news")));
const used = useServer(folder);

const NUM_REQUESTS = 600;

/** mulberry32: integers below `bound` from a seed. */
function createRandom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  };
}

const TENSOR = '{"inputs":[{"name":"text","datatype":"BYTES","shape":[2],"data":["team goal","bank"]}],"id":"1"}';
const BODIES = [
  '{"inputs":"team goal"}',
  '{"inputs":["a","b"],"model":"news","parameters":{"top_k":2}}',
  TENSOR,
  "",
  "[]",
];
const VALUES = ["null", "-1", "1e999", "true", '""', "[]", "{}", "[[[]]]", '{"__proto__":[]}', '"\\ud800"', "NaN", "'"];
const PATHS = ["/predict", "/v2/models/news/infer", "/v2/models/news", "/v2", "/%", "/../..", "/v2//", "*", "/\u00e9"];
const METHODS = ["POST", "POST", "POST", "GET", "PUT", "HEAD", "OPTIONS", "TRACE", "post", ""];
const TYPES = [
  "application/json",
  "application/json",
  "application/json",
  "text/plain",
  "application/json;charset=x",
  "",
];
const HEADERS = [
  "",
  "",
  "X: \u0000",
  "Transfer-Encoding: chunked",
  "Content-Length: -1",
  "Expect: 100-continue",
  ": a",
  "Upgrade: h2c",
];

function createRequest(random: (bound: number) => number): Uint8Array {
  const pick = (list: readonly string[]): string => list[random(list.length)]!;
  let body = Buffer.from(pick(BODIES).replace(/"[a-z ]+"|\d/gu, (part) => (random(5) === 0 ? pick(VALUES) : part)));
  for (let i = random(3); i > 0 && body.length > 0; i--) body[random(body.length)] = random(256);
  if (random(4) === 0) body = body.subarray(0, random(body.length + 1));
  const type = pick(TYPES);
  const header = pick(HEADERS);
  const head = `${pick(METHODS)} ${pick(PATHS)} HTTP/1.${random(8) === 0 ? 0 : 1}\r\n${type && `Content-Type: ${type}\r\n`}`;
  return rawRequest(`${head}${header && `${header}\r\n`}`, body);
}

test("answers no malformed request with a 5xx", async () => {
  const random = createRandom(7);
  const requests = Array.from({ length: NUM_REQUESTS }, () => createRequest(random));
  const statuses = new Map<string, number>();
  for (let i = 0; i < requests.length; i += 50) {
    const replies = await Promise.all(requests.slice(i, i + 50).map((bytes) => sendRaw(used.running.port, bytes)));
    replies.forEach((reply, k) => {
      const status = /^HTTP\/1\.1 (?:100 Continue\r\n\r\nHTTP\/1\.1 )?(\d+)/u.exec(reply)?.[1] ?? "none";
      expect(status, Buffer.from(requests[i + k]!).toString("latin1")).toMatch(/^[24]|none/);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    });
  }

  expect([...statuses.keys()]).toEqual(expect.arrayContaining(["200", "400", "404", "405", "415"]));
  expect(statuses.get("none") ?? 0).toBeLessThan(NUM_REQUESTS / 20);
  expect(used.running.problems).toEqual([]);
  expect((await used.running.post("/predict", { inputs: "team" })).status).toBe(200);
});
