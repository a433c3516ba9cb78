import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { appendJsonLine, saveJson, saveTable, saveText } from "../src/node.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "training-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("makes the folder and leaves only the file in it", async () => {
  const path = join(folder, "run", "evaluation.json");

  await saveJson(path, { test: { accuracy: 0.5 } });

  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({ test: { accuracy: 0.5 } });
  expect(readdirSync(join(folder, "run"))).toEqual(["evaluation.json"]);
});

test("keeps the old file if the new one cannot be made", async () => {
  const path = join(folder, "a.txt");
  writeFileSync(path, "old");
  function* broken(): Generator<string> {
    yield "new";
    throw new Error("no more");
  }

  await expect(saveText(path, broken())).rejects.toMatchObject({
    code: "WRITE_FAILED",
    place: path,
    message: "cannot write: no more",
  });

  expect(readFileSync(path, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["a.txt"]);
});

test("names the file that stands in the way of a folder", async () => {
  writeFileSync(join(folder, "run"), "");

  await expect(saveJson(join(folder, "run", "a.json"), {})).rejects.toMatchObject({ code: "WRITE_FAILED" });
});

test("writes tables of any length", async () => {
  const rows = Array.from({ length: 2500 }, (_, i) => [i, "x"]);

  await saveTable(join(folder, "t.csv"), ["id", "text"], rows);

  const lines = readFileSync(join(folder, "t.csv"), "utf8").split("\n");
  expect([lines.length, lines[0], lines[1], lines[2500], lines[2501]]).toEqual([2502, "id,text", "0,x", "2499,x", ""]);
});

test("adds a line an epoch", async () => {
  const path = join(folder, "run", "metrics.jsonl");

  await appendJsonLine(path, { epoch: 1 });
  await appendJsonLine(path, { epoch: 2 });

  expect(readFileSync(path, "utf8")).toBe('{"epoch":1}\n{"epoch":2}\n');
});

test("says why a line cannot be added", async () => {
  mkdirSync(join(folder, "metrics.jsonl"));

  await expect(appendJsonLine(join(folder, "metrics.jsonl"), {})).rejects.toMatchObject({ code: "WRITE_FAILED" });
});
