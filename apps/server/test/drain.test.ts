import { join } from "node:path";
import { expect, test } from "vitest";
import { createServer } from "../src/index.ts";
import { sendRaw, start, trainModel, useFolder } from "./_server.ts";

const folder = useFolder((path) => trainModel(join(path, "news")));
const models = [{ name: "news", folder: "news" }];

/** Takes the thread a while. */
const SLOW = {
  inputs: Array.from({ length: 10 }, (_, k) => Array.from({ length: 9000 }, (_, i) => `w${9000 * k + i}`).join(" ")),
};

/** Gives what was sent before time to arrive. */
const arrive = () => new Promise((resolve) => setTimeout(resolve, 100));

test("answers what was asked, and takes no more", async () => {
  const { server, post, get, url } = await start({ models, cwd: folder.path, limits: { workers: 1 } });
  const slow = post("/predict", SLOW);
  const waiting: ReturnType<typeof post>[] = [];
  while (!/^newsclf_queued_texts [1-9]/m.test((await get("/metrics")).body)) {
    waiting.push(post("/predict", { inputs: "bank" }));
    await arrive();
  }
  const closed = server.close();

  await expect(fetch(`${url}/v2`)).rejects.toThrow();
  const { status, body, headers } = await slow;
  expect([status, body.length]).toEqual([200, 10]);
  expect(headers.get("connection")).toBe("close");
  for (const answer of await Promise.all(waiting)) expect(answer.body[0].label).toBe("economy");
  await closed;
  await server.close();
});

test("sends those away that were connected before", async () => {
  const { server, port } = await start({ models, cwd: folder.path, limits: { workers: 1 } });
  let closed: Promise<void> | undefined;
  const close = async () => {
    await arrive();
    closed = server.close();
  };
  const received = await sendRaw(port, "GET /v2/health/ready HTTP/1.1\r\n", close, "Host: localhost\r\n\r\n");
  await closed;

  expect(received).toMatch(/^HTTP\/1.1 503 /);
  expect(received).toContain('"code":"CLOSING"');
  expect(received.toLowerCase()).toContain("retry-after: 1\r\n");
  expect(received.toLowerCase()).toContain("connection: close\r\n");
});

test("waits no longer than allowed for a client that does not go on", async () => {
  const { server, port } = await start({ models, cwd: folder.path, limits: { workers: 1, drainTimeoutMs: 50 } });
  const received = sendRaw(port, "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n");
  await arrive();
  await server.close();

  expect(await received).not.toContain("200 OK");
});

test("can be closed while it starts, and does not listen twice", async () => {
  const server = createServer({ models, cwd: folder.path, limits: { workers: 1 } });
  const listening = server.listen({ onListening: () => void server.close() });

  await expect(listening).rejects.toThrow();
  await expect(server.listen()).rejects.toThrow("create another");
});

test("names an address that is taken", async () => {
  const { server, port } = await start({ models, cwd: folder.path, limits: { workers: 1 } });
  const other = createServer({ models, cwd: folder.path });

  await expect(other.listen({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  await server.close();
});
