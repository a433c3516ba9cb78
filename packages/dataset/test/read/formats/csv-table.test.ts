import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ReadOptions, readExamples } from "../../../src/node.ts";

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

describe("dialects of CSV", () => {
  test("quotes are text where there are none around fields", async () => {
    const content = 'label\ttext\na\t"Best film\nb\tdull\nb\tthe end"\n';
    const { examples } = await read(content, { delimiter: "\t", quote: null });

    expect(examples.texts).toEqual(['"Best film', "dull", 'the end"']);
  });

  test("a quoted field that holds rows of the right width is none, where tabs or bars cut columns", async () => {
    const content = 'label\ttext\na\t"Best film\nb\tdull\nb\tthe end"\na\tlast\n';

    await expect(read(content)).rejects.toMatchObject({
      code: "CSV_QUOTE_OPEN",
      place: "data.csv:2",
      message: 'quote opened in column "text" closed in line 4, and each line to there is a row of 2 columns',
      fix: expect.stringContaining("where quotes are text, quote none"),
    });
    expect((await read(content, { onBadRow: "skip" })).examples.texts).toEqual(["dull", "last"]);
    expect((await read('label\ttext\na\t"two\nlines"\n')).examples.texts).toEqual(["two\nlines"]);
  });

  test("a backslash before quotes, which the error advises", async () => {
    const content = '"text","label"\n"He said \\"hi, all\\" to me","a"\n"plain","b"\n';

    await expect(read(content)).rejects.toMatchObject({
      code: "CSV_QUOTE",
      fix: 'escape: "\\\\": a backslash stands before the quote',
    });
    expect((await read(content, { escape: "\\" })).examples.texts).toEqual(['He said "hi, all" to me', "plain"]);
  });

  test("lines above the header, and lines that are comments", async () => {
    const { examples, summary } = await read("exported today\n# the news\ntext,label\n# none\na,x\nb,c,y\n", {
      ...{ skipLines: 1, comment: "#", onBadRow: "skip" },
    });

    expect(examples.texts).toEqual(["a"]);
    expect(summary.badRows[0]).toMatchObject({ place: "data.csv:6 (record 2, byte 48)" });
  });

  test("the line by which Excel is told the delimiter", async () => {
    const { examples, summary } = await read("sep=;\r\ntext;label\r\na,b;x\r\n");

    expect(summary.delimiter).toBe(";");
    expect(examples.texts).toEqual(["a,b"]);
  });

  test("no header: columns by numbers or by names", async () => {
    const content = '"3","Wall street falls","Stocks fell"\n"4","New phone","A phone was announced"\n';
    const named = { header: false, columns: ["label", "title", "text"] };

    expect((await read(content, { header: false, textColumn: ["2", "3"], labelColumn: "1" })).examples).toMatchObject({
      texts: ["Wall street falls Stocks fell", "New phone A phone was announced"],
      labelNames: ["3", "4"],
      records: [1, 2],
    });
    expect((await read(content, named)).examples.texts).toEqual(["Stocks fell", "A phone was announced"]);
    await expect(read(content, { ...named, columns: ["text"] })).rejects.toMatchObject({
      code: "CSV_COLUMNS",
      message: "columns names 1 columns, and the first row has 3",
    });
    await expect(read(content)).rejects.toMatchObject({
      code: "CSV_NO_COLUMN",
      fix: "textColumn <name>; if the first line is a row and no header, header: false",
    });
  });

  test("one column: what would be a delimiter is text", async () => {
    const { examples, summary } = await read('text\nhello, world\n"one, ""two"""\n', { labelled: false });

    expect(examples.texts).toEqual(["hello, world", 'one, "two"']);
    expect(summary.delimiter).toBeUndefined();
  });

  test("a carriage return in a text is text, unless it stands between good rows", async () => {
    expect((await read("text\nhola que tal\runo\nadios\n", { labelled: false })).examples.texts).toEqual([
      "hola que tal\runo",
      "adios",
    ]);
    expect((await read("text,label\nhola que\rtal vez,a\nadios,b\n")).examples.texts).toEqual([
      "hola que\rtal vez",
      "adios",
    ]);
    const { examples, summary } = await read("text,label\na,x\rb,y\nc\rd,x,y\n", { onBadRow: "skip" });
    expect(examples.texts).toEqual(["a", "b"]);
    expect(summary.badRows).toMatchObject([{ code: "CSV_COLUMNS", place: "data.csv:4 (record 3, byte 19)" }]);
  });

  test.each([{ quote: "" }, { escape: "ab" }, { comment: "é" }, { skipLines: -1 }, { quote: ";", delimiter: ";" }])(
    "refuses the option %j",
    async (options) => {
      await expect(read("text,label\na,x\n", options)).rejects.toThrow(RangeError);
    },
  );
});

describe("bytes that are no UTF-8", () => {
  const gbk = Buffer.from([0xcc, 0xec, 0xc6, 0xf8, 0xba, 0xdc, 0xba, 0xc3]);
  const russian = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8, 0xf0]);
  const table = (text: Buffer): Buffer => Buffer.concat([Buffer.from("text,label\n"), text, Buffer.from(",x\n")]);

  test("the advice names what they may be, and how it would read", async () => {
    await expect(read(table(gbk))).rejects.toMatchObject({
      code: "CSV_UTF8",
      fix: expect.stringContaining('encoding: "gb18030" (reads "天气很好")'),
    });
    await expect(read(table(russian))).rejects.toMatchObject({ fix: expect.stringContaining("windows-1251") });
    await expect(read(table(russian))).rejects.toMatchObject({ fix: expect.not.stringContaining("latin1") });
    expect((await read(table(gbk), { encoding: "gb18030" })).examples.texts).toEqual(["天气很好"]);
  });

  test("one bad byte in UTF-8 is not the encoding of the file", async () => {
    const good = "año número canción,x\n".repeat(20);
    const content = Buffer.concat([Buffer.from(`text,label\n${good}`), Buffer.from("ma\xf1ana,x\n", "latin1")]);

    await expect(read(content)).rejects.toMatchObject({
      place: "data.csv:22 byte 3",
      fix: "the rest is UTF-8: mend this byte, or use onBadRow=skip to drop and count such rows",
    });
    const { summary } = await read(content, { onBadRow: "skip" });
    expect(summary).toMatchObject({ numKept: 20, dropped: { CSV_UTF8: 1 } });
  });

  test.each<[string, string, string]>([
    ["an old spreadsheet", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old spreadsheet or document"],
    ["xz", "\xfd7zXZ\0", "xz data"],
    ["7z", "7z\xbc\xaf\x27\x1c", "a 7z archive"],
    ["Arrow", "\xff\xff\xff\xff\x10\x01\0\0", "Arrow data"],
    ["PDF", "%PDF-1.7\n", "a PDF document"],
  ])("%s is recognised", async (_, start, message) => {
    await expect(read(Buffer.from(`${start}\xe9`, "latin1"))).rejects.toMatchObject({ code: "CSV_BINARY", message });
  });
});

describe("readExamples of CSV", () => {
  test.each([",", ";", "\t", "|"])("finds the delimiter %j, also where texts hold others", async (delimiter) => {
    const { examples, summary } = await read(`text${delimiter}label\n"a, b; c | d\te"${delimiter}x\n`);

    expect(summary.delimiter).toBe(delimiter);
    expect(examples).toMatchObject({ texts: ["a, b; c | d\te"], labelNames: ["x"], records: [1] });
  });

  test("keeps line breaks and doubled quotes inside quotes", async () => {
    const { examples } = await read('text,label\r\n"one\nsays ""two""",x\r\n');

    expect(examples.texts).toEqual(['one\nsays "two"']);
  });

  test("drops the BOM, and takes mixed line ends without leaving any in a label", async () => {
    const { examples, summary } = await read("\ufefftext,label\r\na,x\nb,y\rc,x\n");

    expect(summary.header).toEqual(["text", "label"]);
    expect(examples.labelNames).toEqual(["x", "y", "x"]);
  });

  test("leaves rows without text or label out, and counts them", async () => {
    const { examples, summary } = await read("text,label\na,x\n ,x\nb,\nc,y\n");

    expect(examples.records).toEqual([1, 4]);
    expect(summary).toMatchObject({ numRows: 4, numKept: 2, dropped: { ROW_EMPTY_TEXT: 1, ROW_EMPTY_LABEL: 1 } });
  });

  test("joins several text columns", async () => {
    const { examples } = await read("title,body,label\nA,b,x\n,c,x\n", {
      textColumn: ["title", "body"],
      titleColumn: "title",
    });

    expect(examples.texts).toEqual(["A b", "c"]);
    expect(examples.titles).toEqual(["A", "c"]);
  });

  test("reads unlabelled files", async () => {
    expect((await read("text\na\nb\n", { labelled: false })).examples.labelNames).toEqual(["", ""]);
  });

  test("trims texts, labels and column names, and counts the labels", async () => {
    const { examples, summary } = await read(" text , label \n a , x \nb,x\n, y \n");

    expect(examples).toMatchObject({ texts: ["a", "b"], labelNames: ["x", "x"] });
    expect(summary.numTrimmedLabels).toBe(1);
  });

  test("keeps further columns that are asked for", async () => {
    const { examples } = await read("date,text,label,source\n1,a,x,p\n2,,x,p\n3,c,x,q\n", {
      keepColumns: ["source", "date"],
    });

    expect([...examples.columns]).toEqual([
      ["source", ["p", "q"]],
      ["date", ["1", "3"]],
    ]);
  });

  test("finds the header after blank lines", async () => {
    expect((await read("\n \r\n\ntext;label\na;x\n")).summary).toMatchObject({ delimiter: ";", numRows: 1 });
  });

  test("guesses the text column when none is named", async () => {
    expect((await read("text,label\na,x\n", { textColumn: [] })).examples.texts).toEqual(["a"]);
  });

  test("minds repeated columns only where they are used", async () => {
    expect((await read("text,label,z,z\na,x,1,2\n")).summary.numKept).toBe(1);
  });

  test("takes stray quotes as they are when asked to", async () => {
    const { examples } = await read('text,label\n5" screen,x\n"a" b,y\n', { relaxQuotes: true });

    expect(examples.texts).toEqual(['5" screen', '"a" b']);
  });

  test("takes delimiters of several bytes", async () => {
    expect((await read("text§label\na§x\n", { delimiter: "§" })).examples.labelNames).toEqual(["x"]);
    expect((await read('text::label\n"a:b"::x\na:b::y\n', { delimiter: "::" })).examples).toMatchObject({
      texts: ["a:b", "a:b"],
      labelNames: ["x", "y"],
    });
  });

  test("takes columns named like object properties", async () => {
    const names = { textColumn: ["__proto__"], labelColumn: "constructor" };

    expect((await read("__proto__,constructor\na,x\n", names)).examples).toMatchObject({
      texts: ["a"],
      labelNames: ["x"],
    });
  });

  test("stops at the limit", async () => {
    const { summary } = await read(`text,label\n${"a,x\n".repeat(50_000)}`, { limit: 3 });

    expect(summary.numRows).toBe(3);
  });

  test("reads no row at the limit 0, and does not mind what comes after the limit", async () => {
    expect((await read("text,label\na,x\n", { limit: 0 })).summary.numRows).toBe(0);
    for (const rest of ['a "b,x\n', "a,b,c\n", '"a', "a\0,x\n", Buffer.of(0xe9, 10)]) {
      const content = Buffer.concat([Buffer.from("text,label\na,x\n"), Buffer.from(rest)]);
      expect((await read(content, { limit: 1 })).summary).toMatchObject({ numRows: 1, dropped: {} });
    }
  });

  test("skips and counts rows of the wrong width when asked to", async () => {
    const { summary } = await read("text,label\na,x\na,b,c\nd\n", { onBadRow: "skip" });

    expect(summary).toMatchObject({ numKept: 1, dropped: { CSV_COLUMNS: 2 } });
  });

  test("goes on after rows that cannot be read, and counts them by reason", async () => {
    const rows = ["a,x", 'b "c,x', "d,x,y", '"e"f,x', "g,x", `${"h".repeat(101)},x`, '"i,x', "j,x", "k"];
    const { examples, summary } = await read(`text,label\n${rows.join("\n")}\n`, {
      onBadRow: "skip",
      maxFieldBytes: 100,
    });

    expect(examples).toMatchObject({ texts: ["a", "g", "j"], records: [1, 5, 8] });
    expect(summary.dropped).toEqual({ CSV_QUOTE: 2, CSV_COLUMNS: 2, CSV_FIELD_TOO_LONG: 1, CSV_QUOTE_OPEN: 1 });
    expect(summary.badRows.map(({ place }) => place)).toEqual([
      "data.csv:3 (record 2, byte 17)",
      "data.csv:4 (record 3, byte 22)",
      "data.csv:5 (record 4, byte 30)",
      "data.csv:7 (record 6, byte 39)",
      "data.csv:8",
      "data.csv:10 (record 9, byte 152)",
    ]);
  });

  test("loses no good row after a quote that is never closed", async () => {
    const rows = ['"never closed,y', ...new Array<string>(100).fill("good,y"), '"a quoted, one",y', "last,x"];
    const { examples, summary } = await read(`text,label\nfirst,x\n${rows.join("\n")}\n`, { onBadRow: "skip" });

    expect(summary).toMatchObject({ numRows: 1 + rows.length, dropped: { CSV_QUOTE_OPEN: 1 } });
    expect(examples.texts.slice(-2)).toEqual(["a quoted, one", "last"]);
  });

  test("reports the first error and counts 20 more", async () => {
    const first = { code: "CSV_COLUMNS", place: "data.csv:2 (record 1, byte 11)" };

    await expect(read("text,label\na\nb\na,x\nc\n")).rejects.toMatchObject({ ...first, more: 2 });
    await expect(read(`text,label\n${"a\n".repeat(1000)}`)).rejects.toMatchObject({ ...first, more: 20 });
  });

  test("reports an earlier bad row rather than a later byte that is no text", async () => {
    const content = Buffer.from("text,label\na,b,c\n\xe9,x\n", "latin1");

    await expect(read(content)).rejects.toMatchObject({ code: "CSV_COLUMNS" });
  });

  test.each([
    ["latin1", Buffer.from("text,label\ncaf\u00e9,x\n", "latin1")],
    ["utf16le", Buffer.from("\ufefftext,label\ncafé,x\n", "utf16le")],
    ["utf-16be", Buffer.from("\ufefftext,label\ncafé,x\n", "utf16le").swap16()],
  ])("reads %s when told, and gives no byte where it would not be the file's", async (encoding, content) => {
    const { examples } = await read(content, { encoding });
    const width = encoding === "latin1" ? 1 : 2;
    const wide = read(Buffer.concat([content, content.subarray(-2 * width).subarray(0, width)]), { encoding });

    expect(examples.texts).toEqual(["café"]);
    await expect(wide).rejects.toMatchObject({ place: "data.csv:3 (record 2)" });
  });

  test.each<[string, string | Uint8Array, ReadOptions, object]>([
    ["no bytes", "", {}, { code: "CSV_EMPTY", message: "no header row" }],
    ["no rows", "text,label\n", {}, { code: "CSV_NO_ROWS" }],
    ["gzip", Uint8Array.of(0x1f, 0x8b, 8), {}, { code: "CSV_GZIP", fix: "gunzip first" }],
    ["UTF-16", Buffer.from("\ufefftext", "utf16le"), {}, { code: "CSV_ENCODING", fix: 'encoding: "utf16le"' }],
    ["UTF-16 without a mark", Buffer.from("text,label\na,x\n", "utf16le"), {}, { fix: 'encoding: "utf16le"' }],
    [
      "UTF-16 in Russian without a mark",
      Buffer.from("текст,метка\nпривет мир,новости\nпока,спорт\n", "utf16le"),
      {},
      { code: "CSV_ENCODING", fix: 'encoding: "utf16le"' },
    ],
    [
      "UTF-16 in Chinese without a mark",
      Buffer.from("text,label\n我爱北京,新闻\n天安门,体育\n", "utf16le").swap16(),
      {},
      { code: "CSV_ENCODING", fix: 'encoding: "utf16be"' },
    ],
    [
      "UTF-32 without a mark",
      Buffer.from(Uint32Array.from("text,label\nñ,x\n", (char) => char.codePointAt(0)!).buffer),
      {},
      { code: "CSV_ENCODING", message: "looks like UTF-32LE" },
    ],
    ["NULs alone", new Uint8Array(600), {}, { code: "CSV_BINARY" }],
    ["a zip file", "PK\x03\x04\x14", {}, { code: "CSV_BINARY", message: "a zip file or a spreadsheet" }],
    ["bzip2", "BZh91AY&SY", {}, { code: "CSV_BINARY", fix: "bunzip2 first" }],
    ["Parquet", "PAR1\x15\x04", {}, { code: "CSV_BINARY", fix: "end its name with .parquet" }],
    ["UTF-32", Uint8Array.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), {}, { message: "looks like UTF-32LE" }],
    ["Zstandard", Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0), {}, { code: "CSV_ZSTD" }],
    ["binary data", Uint8Array.of(1, 0, 2), {}, { code: "CSV_BINARY", message: "NUL at byte 0x1" }],
    [
      "a NUL far down",
      `text,label\n${"a,x\n".repeat(20_000)}a\0,x\n`,
      {},
      { code: "CSV_BINARY", message: "NUL at byte 0x1388C" },
    ],
    [
      "a NUL in Latin-1",
      "text,label\na\0,x\n",
      { encoding: "latin1" },
      { code: "CSV_BINARY", place: "data.csv:2", message: "NUL character" },
    ],
    [
      "what is not in the encoding that is named",
      Buffer.from("text,label\na,x\n\x81\x01,x\n", "latin1"),
      { encoding: "shift_jis" },
      { code: "CSV_ENCODING", place: "data.csv:3", message: "is not valid shift_jis" },
    ],
    ["an unknown encoding", "text,label\n", { encoding: "klingon" }, { code: "CSV_ENCODING" }],
    ["only a mark", "\ufeff", {}, { code: "CSV_EMPTY" }],
    ["a NUL", "text,label\na\0,x\n", {}, { code: "CSV_BINARY", message: "NUL at byte 0xC" }],
    [
      "bad UTF-8",
      Buffer.from("text,label\na,x\nb\u00e9,x\n", "latin1"),
      {},
      { code: "CSV_UTF8", place: "data.csv:3 byte 2" },
    ],
    [
      "bad UTF-8 where lines end with CR",
      Buffer.from("text,label\ra,x\rb\u00e9,x\r", "latin1"),
      {},
      { code: "CSV_UTF8", place: "data.csv:3 byte 2", message: "0xE9 is not valid UTF-8", fix: 'encoding: "latin1"' },
    ],
    [
      "bad UTF-8 that is called UTF-8",
      Buffer.from("text,label\n\u00e9,x\n", "latin1"),
      { encoding: "utf-8" },
      { code: "CSV_UTF8" },
    ],
    [
      "a character that the end cuts",
      Buffer.from("text,label\n\u00c3", "latin1"),
      {},
      { code: "CSV_UTF8", place: "data.csv:2 byte 1" },
    ],
    [
      "a repeated column",
      "text,text,label\n",
      { textColumn: "text" },
      { code: "CSV_DUP_COLUMN", message: 'column "text" appears at positions 1 and 2' },
    ],
    ["a misspelt column", "Text,label\n", { textColumn: "text" }, { code: "CSV_NO_COLUMN", fix: 'textColumn: "Text"' }],
    [
      "a misspelt column for the splits",
      "text,label,part\n",
      { keepColumns: ["fold"] },
      { code: "CSV_NO_COLUMN", fix: "splitColumn <name>" },
    ],
    [
      "two columns that may be the label",
      "text,news category,class,category\n",
      {},
      { code: "CSV_NO_COLUMN", fix: 'labelColumn: "class"' },
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
    [
      "an open quote",
      'text,label\na,x\nb,"y\nc,x\n',
      {},
      {
        code: "CSV_QUOTE_OPEN",
        place: "data.csv:3",
        message: 'quote opened in column "label" never closed (read to line 4)',
      },
    ],
    [
      "an open quote before other quotes",
      'text,label\na,x\n"b,x\nc,x\n"d, e",x\n',
      {},
      {
        code: "CSV_QUOTE_OPEN",
        place: "data.csv:3",
        message: 'quote opened in column "text" never closed (line 5 has text after a quote)',
      },
    ],
    [
      "an open quote before more text than a field may have",
      `text,label\na,"x\n${"b,x\n".repeat(50)}`,
      { maxFieldBytes: 100 },
      {
        code: "CSV_FIELD_TOO_LONG",
        place: "data.csv:2 (record 1, byte 13)",
        message: 'field longer than 100 bytes (limit maxFieldBytes); quote opened in column "label" in this line',
      },
    ],
    [
      "an open quote after a field of two lines",
      'label,text\n"x\ny","open\nz,w\n',
      {},
      { code: "CSV_QUOTE_OPEN", place: "data.csv:3", excerpt: '3 | y","open' },
    ],
    [
      "a wide row after line ends inside quotes and blank lines",
      'text,label\r\n"a\r\nb",x\r\n\r\n\r\na,b,c\r\n',
      {},
      { place: "data.csv:6 (record 2, byte 26)", excerpt: "6 | a,b,c" },
    ],
    ["an empty text, if asked to", "text,label\n,x\n", { onEmptyRow: "error" }, { code: "ROW_EMPTY_TEXT" }],
    ["a stray quote", 'text,label\na "b" c,x\n', {}, { code: "CSV_QUOTE", place: "data.csv:2 (record 1, byte 13)" }],
    ["text after a quote", 'text,label\n"a" b,x\n', {}, { code: "CSV_QUOTE", place: "data.csv:2 (record 1, byte 13)" }],
    ["a long field", `text,label\n${"a".repeat(101)},x\n`, { maxFieldBytes: 100 }, { code: "CSV_FIELD_TOO_LONG" }],
    ["a wrong delimiter", "text;label\na;x\n", { delimiter: "," }, { code: "CSV_DELIMITER", fix: 'delimiter: ";"' }],
  ])("refuses %s", async (_, content, options, error) => {
    await expect(read(content, options)).rejects.toMatchObject(error);
  });

  test.each([{ delimiter: "" }, { delimiter: '"' }, { limit: -1 }, { limit: 1.5 }, { maxFieldBytes: 0 }])(
    "refuses the option %j",
    async (options) => {
      await expect(read("text,label\na,x\n", options)).rejects.toThrow(RangeError);
    },
  );

  test("says where it looked for a file", async () => {
    await expect(readExamples(join(folder, "none.csv"))).rejects.toMatchObject({
      code: "FILE_MISSING",
      message: `no such file (looked in ${join(folder, "none.csv")})`,
    });
  });
});
