import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ReadOptions, readExamples } from "../src/node.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "newsclf-dataset-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array, options: ReadOptions = {}) {
  const path = join(folder, "data.csv");
  await writeFile(path, content);
  return readExamples(path, options);
}

describe("readExamples of CSV", () => {
  test.each([",", ";", "\t", "|"])("finds the delimiter %j, also where texts hold others", async (delimiter) => {
    const { examples, summary } = await read(`text${delimiter}label\n"a, b; c | d\te"${delimiter}x\n`);

    expect(summary.delimiter).toBe(delimiter);
    expect(examples).toMatchObject({ texts: ["a, b; c | d\te"], labels: ["x"], records: [1] });
  });

  test("keeps line breaks and doubled quotes inside quotes", async () => {
    const { examples } = await read('text,label\r\n"one\nsays ""two""",x\r\n');

    expect(examples.texts).toEqual(['one\nsays "two"']);
  });

  test("drops the BOM, and takes mixed line ends without leaving any in a label", async () => {
    const { examples, summary } = await read("\ufefftext,label\r\na,x\nb,y\rc,x\n");

    expect(summary.header).toEqual(["text", "label"]);
    expect(examples.labels).toEqual(["x", "y", "x"]);
  });

  test("leaves rows without text or label out, and counts them", async () => {
    const { examples, summary } = await read("text,label\na,x\n ,x\nb,\nc,y\n");

    expect(examples.records).toEqual([1, 4]);
    expect(summary).toMatchObject({ numRows: 4, numKept: 2, dropped: { ROW_EMPTY_TEXT: 1, ROW_EMPTY_LABEL: 1 } });
  });

  test("joins several text columns", async () => {
    const { examples } = await read("title,body,label\nA,b,x\n,c,x\n", {
      textColumns: ["title", "body"],
      titleColumn: "title",
    });

    expect(examples.texts).toEqual(["A b", "c"]);
    expect(examples.titles).toEqual(["A", "c"]);
  });

  test("reads unlabelled files", async () => {
    expect((await read("text\na\nb\n", { labelled: false })).examples.labels).toEqual(["", ""]);
  });

  test("takes columns named like object properties", async () => {
    const names = { textColumns: ["__proto__"], labelColumn: "constructor" };

    expect((await read("__proto__,constructor\na,x\n", names)).examples).toMatchObject({ texts: ["a"], labels: ["x"] });
  });

  test("stops at the limit", async () => {
    const { summary } = await read(`text,label\n${"a,x\n".repeat(50_000)}`, { limit: 3 });

    expect(summary.numRows).toBe(3);
  });

  test("skips and counts rows of the wrong width when asked to", async () => {
    const { summary } = await read("text,label\na,x\na,b,c\nd\n", { onBadRow: "skip" });

    expect(summary).toMatchObject({ numKept: 1, dropped: { CSV_COLUMNS: 2 } });
  });

  test("reads another encoding when told", async () => {
    const { examples } = await read(Buffer.from("text,label\ncaf\u00e9,x\n", "latin1"), { encoding: "latin1" });

    expect(examples.texts).toEqual(["café"]);
  });

  test.each<[string, string | Uint8Array, ReadOptions, object]>([
    ["no bytes", "", {}, { code: "CSV_EMPTY", message: "no header row" }],
    ["no rows", "text,label\n", {}, { code: "CSV_NO_ROWS" }],
    ["gzip", Uint8Array.of(0x1f, 0x8b, 8), {}, { code: "CSV_GZIP", fix: "gunzip first" }],
    ["UTF-16", Buffer.from("\ufefftext", "utf16le"), {}, { code: "CSV_ENCODING", fix: "--encoding utf16le" }],
    ["a NUL", "text,label\na\0,x\n", {}, { code: "CSV_BINARY", message: "NUL at byte 0xC" }],
    [
      "bad UTF-8",
      Buffer.from("text,label\na,x\nb\u00e9,x\n", "latin1"),
      {},
      { code: "CSV_UTF8", place: "data.csv:3 byte 2" },
    ],
    ["a repeated column", "text,text,label\n", { textColumns: ["text"] }, { code: "CSV_DUP_COLUMN" }],
    [
      "a misspelt column",
      "Text,label\n",
      { textColumns: ["text"] },
      { code: "CSV_NO_COLUMN", fix: "--text-column Text" },
    ],
    [
      "no text column",
      "a,b\n",
      {},
      { code: "CSV_NO_COLUMN", message: 'no column that looks like the text; found "a","b"' },
    ],
    [
      "a wide row",
      'text,label\n"a\nb",x\na,b,c\n',
      {},
      { code: "CSV_COLUMNS", place: "data.csv:4 (record 2, byte 19)", excerpt: "4 | a,b,c" },
    ],
    ["a narrow row", "text,label\na\n", {}, { code: "CSV_COLUMNS", message: "expected 2 columns, found 1" }],
    ["an open quote", 'text,label\na,x\nb,"y\nc,x\n', {}, { code: "CSV_QUOTE_OPEN", place: "data.csv:3" }],
    ["a stray quote", 'text,label\na "b" c,x\n', {}, { code: "CSV_QUOTE", place: "data.csv:2 (record 1, byte 13)" }],
    ["text after a quote", 'text,label\n"a" b,x\n', {}, { code: "CSV_QUOTE", place: "data.csv:2 (record 1, byte 13)" }],
    ["a long field", `text,label\n${"a".repeat(101)},x\n`, { maxFieldBytes: 100 }, { code: "CSV_FIELD_TOO_LONG" }],
    ["a wrong delimiter", "text;label\na;x\n", { delimiter: "," }, { code: "CSV_DELIMITER", fix: '--delimiter ";"' }],
  ])("refuses %s", async (_, content, options, error) => {
    await expect(read(content, options)).rejects.toMatchObject(error);
  });

  test("says where it looked for a file", async () => {
    await expect(readExamples(join(folder, "none.csv"))).rejects.toMatchObject({
      code: "FILE_MISSING",
      message: `no such file (looked in ${join(folder, "none.csv")})`,
    });
  });
});
