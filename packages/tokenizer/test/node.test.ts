import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTokenizer } from "../src/index.ts";
import { loadTokenizer, saveTokenizer } from "../src/node.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tokenizer-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("loads what it saved, and leaves no other file", async () => {
  const path = join(folder, "tokenizer.json");
  const tokenizer = buildTokenizer(["uno dos dos"]);
  await saveTokenizer(path, tokenizer);

  expect((await loadTokenizer(path)).vocab).toEqual(tokenizer.vocab);
  expect(await readdir(folder)).toEqual(["tokenizer.json"]);
});

test("loads a file made elsewhere", async () => {
  const path = join(folder, "elsewhere.json");
  const model = { type: "WordLevel", vocab: { "<unk>": 0, hello: 1 }, unk_token: "<unk>" };
  await writeFile(path, JSON.stringify({ model, pre_tokenizer: { type: "WhitespaceSplit" } }));

  expect((await loadTokenizer(path)).encode("hello you")).toEqual([1, 0]);
});

test("names the file that it cannot read", async () => {
  const path = join(folder, "wrong.json");
  await writeFile(path, '{"model":{"type":"Magic"}}');

  await expect(loadTokenizer(path)).rejects.toThrow(`loadTokenizer: ${path}: tokenizerFromHuggingFace: expected`);
});

test("says that a file is missing", async () => {
  await expect(loadTokenizer(join(folder, "none.json"))).rejects.toMatchObject({ code: "MODEL_MISSING" });
});

test("says that a file is not JSON", async () => {
  const path = join(folder, "broken.json");
  await writeFile(path, "{");

  await expect(loadTokenizer(path)).rejects.toMatchObject({ code: "MODEL_JSON" });
});

test("makes the folder of the file", async () => {
  const path = join(folder, "new", "tokenizer.json");
  await saveTokenizer(path, buildTokenizer(["a"]));

  expect(await readdir(join(folder, "new"))).toEqual(["tokenizer.json"]);
});

test("says that a file could not be written", async () => {
  await writeFile(join(folder, "no-folder"), "");
  const path = join(folder, "no-folder", "tokenizer.json");

  await expect(saveTokenizer(path, buildTokenizer(["a"]))).rejects.toMatchObject({ code: "WRITE_FAILED", place: path });
});
