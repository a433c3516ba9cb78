import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { appendLine, readBytes, saveFile, saveFolder } from "../src/index.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "files-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("makes the folder and leaves only the file in it", async () => {
  const path = join(folder, "run", "a.txt");

  await saveFile(path, ["one\n", "two\n"]);

  expect(readFileSync(path, "utf8")).toBe("one\ntwo\n");
  expect(readdirSync(join(folder, "run"))).toEqual(["a.txt"]);
});

test("keeps the old file if the new one cannot be made", async () => {
  const path = join(folder, "a.txt");
  writeFileSync(path, "old");
  function* broken(): Generator<string> {
    yield "new";
    throw new Error("no more");
  }

  await expect(saveFile(path, broken())).rejects.toMatchObject({
    code: "WRITE_FAILED",
    place: path,
    message: "cannot write: no more",
  });

  expect(readFileSync(path, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["a.txt"]);
});

test("two writers of one file do not disturb each other", async () => {
  const path = join(folder, "a.txt");
  const texts = ["a".repeat(1e6), "b".repeat(1e6)];

  await Promise.all(texts.map((text) => saveFile(path, [text])));

  expect(texts).toContain(readFileSync(path, "utf8"));
  expect(readdirSync(folder)).toEqual(["a.txt"]);
});

test("names the file that stands in the way of a folder", async () => {
  writeFileSync(join(folder, "run"), "");

  await expect(saveFile(join(folder, "run", "a.json"), [])).rejects.toMatchObject({ code: "WRITE_FAILED" });
});

test("writes a folder, also where its name ends in a slash", async () => {
  await saveFolder(`${join(folder, "model")}/`, new Map([["a.bin", Uint8Array.of(1, 2)]]));

  expect(readdirSync(folder)).toEqual(["model"]);
  expect([...readFileSync(join(folder, "model", "a.bin"))]).toEqual([1, 2]);
});

test("writes folders within a folder", async () => {
  await saveFolder(join(folder, "model"), new Map([["onnx/model.onnx", Uint8Array.of(1)]]));

  expect(readdirSync(folder)).toEqual(["model"]);
  expect([...readFileSync(join(folder, "model", "onnx", "model.onnx"))]).toEqual([1]);
});

test("does not overwrite what is there, and leaves nothing half-written", async () => {
  writeFileSync(join(folder, "model"), "mine");

  await expect(saveFolder(join(folder, "model"), new Map())).rejects.toMatchObject({ code: "WRITE_FAILED" });

  expect(readdirSync(folder)).toEqual(["model"]);
});

test("adds lines", async () => {
  const path = join(folder, "run", "metrics.jsonl");

  await appendLine(path, "1");
  await appendLine(path, "2");

  expect(readFileSync(path, "utf8")).toBe("1\n2\n");
});

test("says why a line cannot be added", async () => {
  mkdirSync(join(folder, "metrics.jsonl"));

  await expect(appendLine(join(folder, "metrics.jsonl"), "1")).rejects.toMatchObject({ code: "WRITE_FAILED" });
});

test("reads what is there, and says as the system does that nothing is", async () => {
  const path = join(folder, "a.bin");
  for (const bytes of [Uint8Array.of(), Uint8Array.from({ length: 100_000 }, (_, i) => i % 251)]) {
    writeFileSync(path, bytes);
    expect(await readBytes(path)).toEqual(bytes);
  }

  await expect(readBytes(join(folder, "none"))).rejects.toMatchObject({ code: "ENOENT" });
});
