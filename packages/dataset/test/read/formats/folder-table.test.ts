import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readExamples } from "../../../src/node.ts";
import { folder, write } from "../_files.ts";

test("reads a folder a class and a file a text, by name", async () => {
  await write("news/sport/2024/b.txt", "second\n");
  await write("news/sport/a.txt", "\ufefffirst\nline");
  await write("news/economy/c.txt", "año");
  await write("news/economy/.hidden", "no");
  await write("news/README.md", "no");

  const { examples, summary } = await readExamples(join(folder, "news"), { keepColumns: ["file"] });

  expect(examples).toMatchObject({
    texts: ["año", "second", "first\nline"],
    labelNames: ["economy", "sport", "sport"],
    columns: new Map([["file", ["economy/c.txt", "sport/2024/b.txt", "sport/a.txt"]]]),
  });
  expect(summary.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test("has another hash when a file moves to another class", async () => {
  await write("one/x/a.txt", "a");
  await write("two/y/a.txt", "a");
  const [one, two] = await Promise.all(["one", "two"].map((name) => readExamples(join(folder, name))));

  expect(one!.summary.sha256).not.toBe(two!.summary.sha256);
});

test("names the file that is no text, or skips it", async () => {
  await write("bad/x/a.txt", Buffer.from("caf\u00e9", "latin1"));
  await write("bad/x/b.txt", "long text");
  await write("bad/x/c.txt", "c");
  const path = join(folder, "bad");

  await expect(readExamples(path)).rejects.toMatchObject({
    code: "DATA_UTF8",
    place: "bad/x/a.txt:1 byte 4",
  });
  expect((await readExamples(path, { encoding: "latin1" })).examples.texts).toEqual(["café", "long text", "c"]);
  const { examples, summary } = await readExamples(path, { onBadRow: "skip", maxFieldBytes: 5 });
  expect(examples).toMatchObject({ texts: ["c"], records: [3] });
  expect(summary.dropped).toEqual({ DATA_UTF8: 1, DATA_FIELD_TOO_LONG: 1 });
});

test("believes the mark of a file rather than the encoding of the folder", async () => {
  await write("marks/x/a.txt", "\ufeffaño");
  await write("marks/x/b.txt", Buffer.from("año", "latin1"));

  expect((await readExamples(join(folder, "marks"), { encoding: "latin1" })).examples.texts).toEqual(["año", "año"]);
});

test.skipIf(process.platform === "win32")("follows links", async () => {
  await write("texts/a.txt", "a");
  await mkdir(join(folder, "links/x"), { recursive: true });
  await symlink(join(folder, "texts/a.txt"), join(folder, "links/x/a.txt"));

  expect((await readExamples(join(folder, "links"))).examples.texts).toEqual(["a"]);
});

test("refuses a folder without folders", async () => {
  await mkdir(join(folder, "empty"));

  await expect(readExamples(join(folder, "empty"))).rejects.toMatchObject({ code: "FILE_IS_DIR", place: "empty" });
});

test("leaves out what systems put into folders", async () => {
  await write("seen/x/a.txt", "a");
  await write("seen/x/Thumbs.db", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0));
  await write("seen/x/desktop.ini", "[.ShellClassInfo]");
  await write("seen/__MACOSX/x/._a.txt", "no");

  expect((await readExamples(join(folder, "seen"))).examples.texts).toEqual(["a"]);
});

test("takes no splits for classes", async () => {
  for (const file of ["train/pos/1.txt", "train/neg/2.txt", "test/pos/3.txt"]) await write(`imdb/${file}`, "a");
  const path = join(folder, "imdb");

  await expect(readExamples(path)).rejects.toMatchObject({
    code: "FILE_IS_DIR",
    message: 'its folders are splits, not classes: "test", "train"',
    fix: expect.stringContaining("imdb/test"),
  });
  expect((await readExamples(join(path, "train"))).examples.labelNames).toEqual(["neg", "pos"]);
});

test("takes no folders of tables for folders of texts", async () => {
  await write("hive/label=x/part-0.csv", "text\na\n");

  await expect(readExamples(join(folder, "hive"))).rejects.toMatchObject({
    code: "FILE_IS_DIR",
    message: 'its folders hold tables, not texts: "label=x/part-0.csv"',
    fix: expect.stringMatching(/hive\/\*\*\/\*\.csv'$/),
  });
});
