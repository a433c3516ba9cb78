import { cpSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createServer } from "../src/index.ts";
import { client, NEWS, start, trainModel, useFolder } from "./_server.ts";

const OTHER = { texts: NEWS.texts, labels: NEWS.labels.map((label) => `new ${label}`) };

const folder = useFolder(async (path) => {
  await trainModel(join(path, "old"), NEWS);
  await trainModel(join(path, "new"), OTHER);
});

/** As a deployment does: the folder is another one from one moment to the next. */
function put(from: string, to: string): void {
  const [next, target] = [`${to}-next`, to].map((name) => join(folder.path, name));
  cpSync(join(folder.path, from), next!, { recursive: true });
  renameSync(target!, `${target}-${from}-before`);
  renameSync(next!, target!);
}

async function serve(name: string, workers: number) {
  cpSync(join(folder.path, "old"), join(folder.path, name), { recursive: true });
  const running = await start({ models: [{ name: "news", folder: name }], cwd: folder.path, limits: { workers } });
  onTestFinished(() => running.server.close());
  const label = async () => (await running.post("/predict", { inputs: "team goal" })).body[0]?.label;
  return { ...running, label };
}

test("answers with the new model, and all the time while it is loaded", async () => {
  const { server, get, label } = await serve("a", 2);
  const version = (await get("/v2/models/news")).body.versions[0];
  const seen = [await label()];
  put("new", "a");
  let isDone = false;
  const reload = server.reload().finally(() => {
    isDone = true;
  });
  while (!isDone) seen.push(await label());
  const [result] = await reload;

  expect(seen.join()).toMatch(/^(?:sport(?:,|$))+(?:new sport(?:,|$))*$/);
  expect(await label()).toBe("new sport");
  expect(result).toEqual({ name: "news", version: expect.not.stringMatching(version) });
  expect((await get("/v2/models/news")).body.versions).toEqual([result!.version]);
});

test("keeps the old model where the new one is broken", async () => {
  const { server, get, label } = await serve("b", 2);
  const version = (await get("/v2/models/news")).body.versions[0];
  put("new", "b");
  writeFileSync(join(folder.path, "b/weights.bin"), "no weights");
  const [broken] = await server.reload();
  renameSync(join(folder.path, "b"), join(folder.path, "b-away"));
  const [missing] = await server.reload();

  expect(broken).toMatchObject({ name: "news", version, error: { code: expect.stringMatching(/^MODEL_/) } });
  expect(missing).toMatchObject({ version, error: { code: "FILE_MISSING" } });
  expect(await label()).toBe("sport");
  expect((await get("/metrics")).body).toContain('newsclf_reloads_total{result="error"} 2\n');
});

test("gives what overlaps the new model too", async () => {
  const { server, label } = await serve("c", 1);
  put("new", "c");
  await Promise.all([server.reload(), server.reload(), server.reload()]);

  expect(await label()).toBe("new sport");
});

test("is live but not ready before the models are loaded", async () => {
  const server = createServer({ models: [{ name: "news", folder: "old" }], cwd: folder.path, limits: { workers: 1 } });
  const early: Promise<unknown>[] = [];
  await server.listen({
    onListening({ url }) {
      const { get, post } = client(url);
      early.push(get("/v2/health/live"), get("/v2/health/ready"), get("/v2/models/news/ready"));
      early.push(post("/predict", { inputs: "team" }), get("/metrics"));
    },
  });
  const [live, ...others] = await Promise.all(early);
  await server.close();

  expect(live).toMatchObject({ status: 200, body: { live: true } });
  expect(others.slice(0, 3)).toMatchObject(Array(3).fill({ status: 503, body: { code: "NOT_LOADED" } }));
  expect(others[3]).toMatchObject({ status: 200 });
});

test("does not start with a broken model", async () => {
  cpSync(join(folder.path, "old"), join(folder.path, "broken"), { recursive: true });
  writeFileSync(join(folder.path, "broken/config.json"), "{}");
  const urls: string[] = [];
  const server = createServer({
    models: [{ name: "news", folder: "broken" }],
    cwd: folder.path,
    limits: { workers: 1 },
  });
  const listening = server.listen({ onListening: (address) => urls.push(address.url) });

  await expect(listening).rejects.toMatchObject({ code: expect.stringMatching(/^MODEL_/), place: "broken" });
  await expect(fetch(urls[0]!)).rejects.toThrow();
});
