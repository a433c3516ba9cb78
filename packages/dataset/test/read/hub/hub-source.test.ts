import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hubOptionsFromEnv, readExamples } from "../../../src/node.ts";
import { folder } from "../_files.ts";

const TOKEN = "hf_secret";
const csv = (...texts: string[]): Buffer => Buffer.from(`text,label\n${texts.map((text) => `${text},x\n`).join("")}`);
const parquet = Buffer.from(
  parquetWriteBuffer({
    columnData: [
      { name: "text", data: ["converted"] },
      { name: "label", data: ["x"] },
    ],
  }),
);

/** Data set -> revision -> file -> content. */
const HUB: Record<string, Record<string, Record<string, Buffer>>> = {
  "someone/news": {
    main: {
      "README.md": Buffer.from("# news"),
      "data/train-00000-of-00002.csv": csv("one"),
      "data/train-00001-of-00002.csv": csv("two"),
      "data/test.csv": csv("test"),
      "es/dev.csv": csv("uno"),
    },
  },
  "someone/parts": { main: { "data/train_a.csv": csv("one"), "data/train_b.csv": csv("two") } },
  "someone/script": {
    main: { "script.py": Buffer.from("") },
    "refs/convert/parquet": { "default/train/0000.parquet": parquet },
  },
  "someone/card": {
    main: {
      "README.md": Buffer.from(
        [
          "---",
          ...["configs:", "- config_name: small", "  data_files: s.csv", "- config_name: all", "  default: true"],
          ...[
            "  data_files:",
            "  - split: train",
            "    path: [data/ab*.csv]",
            "  - split: test",
            "    path: data/gh.csv",
          ],
          "---",
        ].join("\n"),
      ),
      "data/abc.csv": csv("one"),
      "data/abd.csv": csv("two"),
      "data/gh.csv": csv("three"),
      "s.csv": csv("four"),
    },
  },
  "someone/private": { main: { "train.csv": csv("secret") } },
};

const requests: string[] = [];
const server = createServer((request, response) => {
  requests.push(request.url!);
  const { status, headers, body } = answer(request);
  response.writeHead(status, headers).end(body);
});
let hubUrl: string;
const cacheDir = join(folder, "cache");

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  hubUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(async () => {
  await rm(cacheDir, { recursive: true, force: true });
  requests.length = 0;
});

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: Buffer;
}

/** `/api/datasets/NAME/revision/R`, `/api/datasets/NAME/tree/R`, `/datasets/NAME/resolve/R/FILE`. */
function answer({ url, headers }: IncomingMessage): Answer {
  const { pathname } = new URL(url!, hubUrl);
  const match = /^(?:\/api)?\/datasets\/([^/]+\/[^/]+)\/(revision|tree|resolve)\/([^/]+)\/?(.*)$/.exec(pathname);
  const [, name = "", kind, revision = "", path = ""] = match ?? [];
  if (name === "someone/private" && headers.authorization !== `Bearer ${TOKEN}`) {
    return json(401, { error: "Invalid credentials" });
  }
  const asked = decodeURIComponent(revision);
  const [found, files] =
    Object.entries(HUB[name] ?? {}).find(([key]) => key === asked || commitOf(name, key) === asked) ?? [];
  if (files === undefined) return json(404, { error: "not found" });
  if (kind === "revision") return json(200, { _id: "1", id: name, sha: commitOf(name, found!) });
  if (kind === "resolve") return part(files[path]!, headers.range ?? "bytes=0-");
  const entries = Object.entries(files);
  return json(
    200,
    entries.map(([file, { length }]) => ({ type: "file", path: file, size: length, oid: commitOf(file, "") })),
  );
}

function json(status: number, body: unknown): Answer {
  return { status, headers: { "content-type": "application/json" }, body: Buffer.from(JSON.stringify(body)) };
}

function part(content: Buffer, range: string): Answer {
  const [, first = "0", last = ""] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
  const body = content.subarray(Number(first), last === "" ? undefined : Number(last) + 1);
  const contentRange = `bytes ${first}-${Number(first) + body.length - 1}/${content.length}`;
  return { status: 206, headers: { "content-range": contentRange, etag: '"1"' }, body };
}

function commitOf(name: string, revision: string): string {
  return createHash("sha1").update(`${name}\n${revision}`).digest("hex");
}

function read(source: string, options: { token?: string; offline?: boolean; hubUrl?: string } = {}) {
  return readExamples(source, { hub: { cacheDir, hubUrl, ...options } });
}

test.each([
  ["hf://someone/news", ["one", "two"]],
  ["hf://someone/news:test", ["test"]],
  ["hf://someone/news/es:validation", ["uno"]],
  ["hf://someone/news@main:train", ["one", "two"]],
  ["hf://someone/script", ["converted"]],
])("reads %s", async (source, texts) => {
  expect((await read(source)).examples.texts).toEqual(texts);
});

test("keeps what it downloaded, in the layout of Hugging Face's own libraries", async () => {
  await read("hf://someone/news");
  const isDownload = (url: string): boolean => url.includes("/resolve/");
  expect(requests.filter(isDownload).length).toBeGreaterThan(0);
  requests.length = 0;
  await read("hf://someone/news");

  expect(requests.filter(isDownload)).toEqual([]);
  const root = join(cacheDir, "datasets--someone--news");
  const commit = await readFile(join(root, "refs/main"), "utf8");
  expect(await readFile(join(root, "snapshots", commit, "data/train-00000-of-00002.csv"))).toEqual(csv("one"));
});

test("offline, reads what is there and asks nobody", async () => {
  await read("hf://someone/news");
  requests.length = 0;

  expect((await read("hf://someone/news", { offline: true })).examples.texts).toEqual(["one", "two"]);
  await expect(read("hf://someone/news:test", { offline: true })).rejects.toMatchObject({ code: "FILE_OFFLINE" });
  await expect(read("hf://someone/script", { offline: true })).rejects.toMatchObject({ code: "FILE_OFFLINE" });
  expect(requests).toEqual([]);
});

test("offline, refuses a data set of which a part is missing", async () => {
  await read("hf://someone/news");
  const file = join("snapshots", commitOf("someone/news", "main"), "data/train-00001-of-00002.csv");
  await rm(join(cacheDir, "datasets--someone--news", file));

  await expect(read("hf://someone/news", { offline: true })).rejects.toMatchObject({ code: "FILE_OFFLINE" });
});

test("offline, refuses a data set of which a file without a number is missing", async () => {
  expect((await read("hf://someone/parts")).examples.texts).toEqual(["one", "two"]);
  await rm(join(cacheDir, "datasets--someone--parts/snapshots", commitOf("someone/parts", "main"), "data/train_b.csv"));

  await expect(read("hf://someone/parts", { offline: true })).rejects.toMatchObject({
    code: "FILE_OFFLINE",
    message: 'lacks "data/train_b.csv" in the cache, and newsclf is offline',
  });
});

test("offline, reads what another program downloaded", async () => {
  await read("hf://someone/parts");
  await rm(join(cacheDir, "datasets--someone--parts/newsclf"), { recursive: true });

  expect((await read("hf://someone/parts", { offline: true })).examples.texts).toEqual(["one", "two"]);
});

test("refuses a token that is none", async () => {
  await expect(read("hf://someone/news", { token: "secret" })).rejects.toMatchObject({
    code: "FILE_ACCESS",
    message: "the access token does not begin with hf_",
    fix: expect.stringContaining("HF_TOKEN"),
  });
});

test("shows the token to the hub, and to nobody else", async () => {
  expect((await read("hf://someone/private", { token: TOKEN })).examples.texts).toEqual(["secret"]);
  await rm(cacheDir, { recursive: true });
  const error = await read("hf://someone/private", { token: "hf_wrong" }).catch((cause: Error) => cause);

  expect(error).toMatchObject({ code: "FILE_ACCESS", place: "hf://someone/private" });
  expect(String(error) + JSON.stringify(error)).not.toContain("hf_wrong");
});

test.each([
  ["hf://someone/none", { code: "FILE_MISSING", message: "no such data set or revision on the hub" }],
  ["hf://someone/news@v9", { code: "FILE_MISSING" }],
  ["hf://someone/news:nosplit", { code: "FILE_MISSING" }],
  ["hf://news", { code: "FILE_HUB" }],
  ["hf://../news", { code: "FILE_HUB" }],
])("refuses %s", async (source, error) => {
  await expect(read(source)).rejects.toMatchObject({ place: source, ...error });
});

test("says when the hub cannot be reached", async () => {
  // Port 9 is for discarding: nobody listens there.
  const reading = read("hf://someone/news", { hubUrl: "http://127.0.0.1:9" });

  await expect(reading).rejects.toMatchObject({ code: "FILE_HUB", fix: expect.stringContaining("HF_HUB_OFFLINE=1") });
});

test("takes the variables that Hugging Face's libraries take", () => {
  expect(hubOptionsFromEnv({}, "/home/me")).toEqual({
    cacheDir: join("/home/me", ".cache", "huggingface", "hub"),
    token: undefined,
    offline: false,
    hubUrl: undefined,
  });
  expect(
    hubOptionsFromEnv({ HF_HOME: "/hf", HF_TOKEN: TOKEN, HF_HUB_OFFLINE: "1", HF_ENDPOINT: "https://mirror" }, "/"),
  ).toEqual({ cacheDir: join("/hf", "hub"), token: TOKEN, offline: true, hubUrl: "https://mirror" });
  expect(hubOptionsFromEnv({ HF_HUB_CACHE: "/cache", HF_HOME: "/hf" }, "/").cacheDir).toBe("/cache");
});

test.each([
  ["hf://someone/card", ["one", "two"]],
  ["hf://someone/card:test", ["three"]],
  ["hf://someone/card/small", ["four"]],
  ["hf://datasets/someone/card/data/gh.csv", ["three"]],
  ["hf://someone/card/data/a*.csv", ["one", "two"]],
])("%s: the files that the card or the address names", async (source, texts) => {
  expect((await read(source)).examples.texts).toEqual(texts);
});

test("does not take the address of a file for the name of a data set", async () => {
  await expect(read("hf://datasets/someone/none/train.csv")).rejects.toMatchObject({
    message: "no such data set or revision on the hub",
  });
  expect(requests[0]).toContain("/someone/none/");
});
