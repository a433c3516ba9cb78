import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadRunRecord, saveExport } from "../src/node.ts";

const FILES = new Map([["onnx/model.onnx", Uint8Array.of(1, 2)]]);

test("writes a folder", async () => {
  const folder = makeFolder();

  await saveExport(join(folder, "out"), FILES);

  expect([...readFileSync(join(folder, "out", "onnx", "model.onnx"))]).toEqual([1, 2]);
});

test.each(["an empty folder", "a file"])("takes no place that is taken: %s", async (what) => {
  const folder = makeFolder();
  const out = join(folder, "out");
  if (what === "a file") writeFileSync(out, "mine");
  else mkdirSync(out);

  await expect(saveExport(out, FILES)).rejects.toMatchObject({ code: "FILE_EXISTS", place: out });

  expect(readdirSync(folder)).toEqual(["out"]);
});

test("finds the run of a model", async () => {
  const run = makeFolder();
  const write = (name: string, text: string): void => writeFileSync(join(run, name), text);
  const load = () => loadRunRecord(join(run, "model"), { classNames: ["a", "b"] });
  write("config.json", '{"seed":0}');

  expect(await load()).toBeUndefined();
  write("evaluation.json", '{"labels":["a","c"]}');
  expect(await load()).toBeUndefined();
  write("evaluation.json", '{"labels":["a","b"]}');
  expect(await load()).toEqual({ settings: { seed: 0 }, evaluation: { labels: ["a", "b"] } });
  write("config.json", "{");
  expect(await load()).toBeUndefined();
});

/** An empty folder, gone after the test. */
function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "newsclf-export-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
