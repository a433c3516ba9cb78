import { join } from "node:path";
import { loadClassifier } from "@newsclf/classifier/node";
import { expect, test } from "vitest";
import { BOTH, MIXED, NEWS, trainModel, useFolder, useServer } from "./_server.ts";

const folder = useFolder(async (path) => {
  await trainModel(join(path, "news"), NEWS, BOTH);
  await trainModel(join(path, "unsure"), NEWS, { abstainBelow: 1 });
  await trainModel(join(path, "mixed"), MIXED);
});
const models = ["news", "unsure", "mixed"].map((name) => ({ name, folder: name }));
const used = useServer(folder, { models, limits: { workers: 2 } });

const TENSOR = { name: "text", datatype: "BYTES" } as const;

test("says what the server is", async () => {
  const { status, body } = await used.running.get("/v2");

  expect(status).toBe(200);
  expect(body).toEqual({ name: "newsclf", version: expect.any(String), extensions: [] });
});

test("is live and ready", async () => {
  expect((await used.running.get("/v2/health/live")).body).toEqual({ live: true });
  expect((await used.running.get("/v2/health/ready")).body).toEqual({ ready: true });
  expect((await used.running.get("/v2/models/news/ready")).body).toEqual({ name: "news", ready: true });
});

test("says what a model takes and answers", async () => {
  const { body } = await used.running.get("/v2/models/news");

  expect(body).toMatchObject({
    name: "news",
    versions: [expect.stringMatching(/^[0-9a-f]{12}$/)],
    platform: "newsclf",
    inputs: [{ name: "text", datatype: "BYTES", shape: [-1] }],
    outputs: [{ name: "label" }, { name: "probability" }, { name: "answers" }],
  });
});

test("answers HEAD without a body", async () => {
  const response = await fetch(`${used.running.url}/v2/health/live`, { method: "HEAD" });

  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
});

test("predicts all classes of a text, the most probable first", async () => {
  const { status, body } = await used.running.post("/predict", { inputs: "team goal match" });
  const classifier = await loadClassifier(join(folder.path, "news"));
  const expected = await classifier.classify("team goal match", { topK: 3 });

  expect(status).toBe(200);
  expect(body).toEqual(expected.map(({ label, probability }) => ({ label, score: probability })));
  expect(body[0].label).toBe("sport");
});

test("predicts a list for a list, none for a text without a word", async () => {
  const { body } = await used.running.post("/predict", { inputs: ["bank trade", "?!", "atom cell"] });

  expect(body.map((ofText: { label: string }[]) => ofText[0]?.label)).toEqual(["economy", undefined, "science"]);
});

test("predicts as many classes as are asked for, with a model by its name", async () => {
  const { body } = await used.running.post("/predict", {
    inputs: "team goal",
    model: "news",
    parameters: { top_k: 2 },
  });

  expect(body).toHaveLength(2);
});

test("infers tensors", async () => {
  const data = ["team goal match", "?!"];
  const { body } = await used.running.post("/v2/models/news/infer", {
    model_name: "news",
    id: "42",
    parameters: { priority: 1 },
    inputs: [{ ...TENSOR, shape: [2], data }],
  });

  expect(body).toEqual({
    model_name: "news",
    model_version: expect.any(String),
    id: "42",
    outputs: [
      { name: "label", datatype: "BYTES", shape: [2], data: ["sport", ""] },
      { name: "probability", datatype: "FP32", shape: [2], data: [expect.any(Number), 0] },
      { name: "answers", datatype: "BYTES", shape: [2], data: [expect.any(String), "[]"] },
    ],
  });
  expect(JSON.parse(body.outputs[2].data[0])).toEqual([{ label: "sport", probability: body.outputs[1].data[0] }]);
});

test("infers a column of texts, and the outputs that are asked for", async () => {
  const outputs = [{ name: "label" }];
  const flat = { ...TENSOR, shape: [2, 1], data: ["bank", "atom"] };
  const nested = { ...flat, data: [["bank"], ["atom"]] };

  for (const tensor of [flat, nested]) {
    const { body } = await used.running.post("/v2/models/news/infer", { inputs: [tensor], outputs });
    expect(body.outputs).toEqual([{ name: "label", datatype: "BYTES", shape: [2], data: ["economy", "science"] }]);
  }
});

test("gives no label where the model is unsure, but its best guess", async () => {
  const { body } = await used.running.post("/predict", { inputs: "team goal", model: "unsure" });
  const inferred = await used.running.post("/v2/models/unsure/infer", {
    inputs: [{ ...TENSOR, shape: [1], data: ["team goal"] }],
  });

  expect(body[0]).toEqual({ label: null, bestGuess: "sport", score: expect.any(Number) });
  expect(inferred.body.outputs[0].data).toEqual([""]);
  expect(JSON.parse(inferred.body.outputs[2].data[0])).toMatchObject([{ label: null, bestGuess: "sport" }]);
});

test("gives all classes that a model of several finds", async () => {
  const texts = ["the team and goal and bank and market report", "the report of the day"];
  const { body } = await used.running.post("/predict", { inputs: texts, model: "mixed" });
  const one = await used.running.post("/predict", { inputs: texts[1], model: "mixed", parameters: { top_k: 1 } });
  const inferred = await used.running.post("/v2/models/mixed/infer", {
    inputs: [{ ...TENSOR, shape: [2], data: texts }],
  });

  expect(body[0].map(({ label }: { label: string }) => label).sort()).toEqual(["economy", "sport"]);
  expect(body[1]).toEqual([]);
  expect(one.body).toMatchObject([{ label: null, bestGuess: expect.any(String) }]);
  expect(JSON.parse(inferred.body.outputs[2].data[0])).toHaveLength(2);
  expect(inferred.body.outputs[0].data[1]).toBe("");
});

test("counts what it does", async () => {
  await used.running.post("/predict", { inputs: "team" });
  const { body, headers } = await used.running.get("/metrics");

  expect(headers.get("content-type")).toContain("version=0.0.4");
  expect(body).toMatch(/^newsclf_requests_total\{route="\/predict",status="200"\} \d+$/m);
  expect(body).toMatch(/^newsclf_texts_total\{model="news"\} [1-9]\d*$/m);
  expect(body).toContain("newsclf_workers 2\n");
  expect(body).toContain('newsclf_model_ready{model="mixed"} 1\n');
});

test("describes its routes, and answers them as it says", async () => {
  const { body } = await used.running.get("/openapi.json");

  expect(Object.keys(body.paths).sort()).toEqual(
    [
      ...["/metrics", "/openapi.json", "/predict", "/v2", "/v2/health/live", "/v2/health/ready"],
      ...["/v2/models/{name}", "/v2/models/{name}/infer", "/v2/models/{name}/ready"],
    ].sort(),
  );
  for (const [path, operations] of Object.entries<Record<string, unknown>>(body.paths)) {
    const url = path.replace("{name}", "news");
    const method = "post" in operations ? "GET" : "POST";
    const other = await fetch(used.running.url + url, { method });
    expect([path, other.status]).toEqual([path, 405]);
    if ("get" in operations) expect((await used.running.get(url)).status).toBe(200);
  }
  expect(body.security).toBeUndefined();
});

test("lets no other page ask", async () => {
  const { headers } = await used.running.get("/v2", { origin: "https://example.org" });

  expect(headers.get("access-control-allow-origin")).toBeNull();
});
