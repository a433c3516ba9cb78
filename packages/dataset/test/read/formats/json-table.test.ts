import { expect, test } from "vitest";
import { type ReadOptions, readExamples } from "../../../src/node.ts";
import { write } from "../_files.ts";

const ROWS = [
  { text: "a, b", label: "x", n: 1 },
  { text: 'says "no"\n]', label: "y", n: null },
];

async function read(name: string, content: string | Uint8Array, options: ReadOptions = {}) {
  return readExamples(await write(name, content), options);
}

test.each([
  ["lines.jsonl", ROWS.map((row) => JSON.stringify(row)).join("\n")],
  ["lines.ndjson", `\ufeff${ROWS.map((row) => `${JSON.stringify(row)}\r\n\r\n`).join("")}`],
  ["lines.json", ROWS.map((row) => `${JSON.stringify(row)}\n`).join("")],
  ["array.json", JSON.stringify(ROWS)],
  ["pretty.json", `\n${JSON.stringify(ROWS, null, 2)}\n`],
  ["noname", JSON.stringify(ROWS)],
])("reads %s", async (name, content) => {
  const { examples, summary } = await read(name, content);

  expect(examples).toMatchObject({ texts: ["a, b", 'says "no"\n]'], labelNames: ["x", "y"], records: [1, 2] });
  expect(summary.header).toEqual(["text", "label", "n"]);
});

test("makes text of numbers and truth values, and nothing of null and absent ones", async () => {
  const rows = [
    '{"text":1,"label":true}',
    '{"text":"b","label":null}',
    '{"label":0}',
    '{"text":"c","label":0,"n":[1]}',
  ];
  const { examples, summary } = await read("kinds.jsonl", rows.join("\n"));

  expect(examples).toMatchObject({ texts: ["1", "c"], labelNames: ["true", "0"] });
  expect(summary.dropped).toEqual({ ROW_EMPTY_TEXT: 1, ROW_EMPTY_LABEL: 1 });
});

test("takes keys named like object properties", async () => {
  const { examples } = await read("proto.jsonl", '{"__proto__":"a","constructor":"x"}\n{"text":"b"}\n', {
    textColumn: ["__proto__"],
    labelColumn: "constructor",
  });

  expect(examples).toMatchObject({ texts: ["a"], labelNames: ["x"] });
});

test("knows keys that come up within the first 100 records", async () => {
  const { examples } = await read("late.jsonl", `${'{"text":"a"}\n'.repeat(99)}{"text":"b","label":"x"}\n`);

  expect(examples).toMatchObject({ texts: ["b"], records: [100] });
});

test("skips and counts records that are no objects", async () => {
  const lines = ['{"text":"a","label":"x"}', '{"text":', "[1]", "null", "7", `{"text":"${"b".repeat(101)}"}`];
  const { examples, summary } = await read("bad.jsonl", lines.join("\n"), { onBadRow: "skip", maxFieldBytes: 100 });

  expect(examples.texts).toEqual(["a"]);
  expect(summary.dropped).toEqual({ DATA_JSON: 4, DATA_FIELD_TOO_LONG: 1 });
  expect(summary.badRows.map(({ message }) => message)).toEqual([
    "is not valid JSON",
    "expected an object, found an array",
    "expected an object, found null",
    "expected an object, found a number",
    "field longer than 100 bytes (limit maxFieldBytes)",
  ]);
});

test("goes on after a line that is far too long", async () => {
  const content = `{"text":"a","label":"x"}\n${"b".repeat(10_000)}\n{"text":"c","label":"x"}\n`;
  const { examples, summary } = await read("long.jsonl", content, { onBadRow: "skip", maxFieldBytes: 100 });

  expect(examples.records).toEqual([1, 3]);
  expect(summary.dropped).toEqual({ DATA_FIELD_TOO_LONG: 1 });
});

test.each<[string, string, string, object]>([
  ["nothing", "a.jsonl", "", { code: "DATA_EMPTY", place: "a.jsonl" }],
  ["an empty array", "a.json", " [ ] ", { code: "DATA_EMPTY" }],
  [
    "a broken line",
    "a.jsonl",
    '{"text":"a","label":"x"}\n\n{"text":\n',
    { code: "DATA_JSON", place: "a.jsonl:3 (record 2, byte 26)", excerpt: '3 | {"text":' },
  ],
  [
    "a broken element",
    "a.json",
    '[\n{"text":"a","label":"x"},\n{"text" "b"}]',
    { code: "DATA_JSON", place: "a.json:3 (record 2, byte 28)", excerpt: '3 | {"text" "b"}]' },
  ],
  ["a comma too many", "a.json", '[{"text":"a","label":"x"},]', { code: "DATA_JSON", message: "is not valid JSON" }],
  [
    "an open array",
    "a.json",
    '[{"text":"a","label":"x"}\n',
    { code: "DATA_JSON", place: "a.json:1", message: "the array is never closed" },
  ],
  ["text after the array", "a.json", '[{"text":"a","label":"x"}]\n\n1', { code: "DATA_JSON", place: "a.json:3" }],
  ["a NUL", "a.jsonl", '{"text":"\0"}', { code: "DATA_BINARY" }],
  ["a missing key", "a.jsonl", '{"text":"a"}', { code: "CSV_NO_COLUMN" }],
])("refuses %s", async (_, name, content, error) => {
  await expect(read(name, content)).rejects.toMatchObject(error);
});

test("does not mind what comes after the limit", async () => {
  const first = '{"text":"a","label":"x"}';

  expect((await read("a.jsonl", `${first}\n{"text`, { limit: 1 })).summary.numRows).toBe(1);
  expect((await read("a.json", `[${first},{"text`, { limit: 1 })).summary.numRows).toBe(1);
});

test.each([
  [
    "a list for a label",
    '{"text":"a","label":["x"]}',
    '"label" holds a list, expected a text: ["x"]',
    "write one text",
  ],
  [
    "an object for a text",
    '{"text":{"es":"a"},"label":"x"}',
    '"text" holds an object, expected a text: {"es":"a"}',
    "write",
  ],
  [
    "a table by columns",
    '{"text":{"0":"a","1":"b"},"label":{"0":"x","1":"y"}}',
    '"text" holds an object, expected a text: {"0":"a","1":"b"}',
    'write it by rows: an object a row, in pandas to_json(orient="records", lines=True)',
  ],
])("refuses %s", async (_, row, message, fix) => {
  const error = {
    code: "DATA_NESTED",
    place: "nested.jsonl (record 1)",
    message,
    fix: expect.stringMatching(/^write/),
  };

  await expect(read("nested.jsonl", row)).rejects.toMatchObject(error);
  await expect(read("nested.jsonl", row)).rejects.toMatchObject({ fix: expect.stringContaining(fix) });
});

test("skips and counts records with lists, however deep", async () => {
  const deep = `{"text":${"[".repeat(20_000)}${"]".repeat(20_000)},"label":"x"}`;
  const { summary } = await read("deep.jsonl", `${deep}\n{"text":"a","label":"x"}\n`, { onBadRow: "skip" });

  expect(summary).toMatchObject({ numKept: 1, dropped: { DATA_NESTED: 1 } });
  expect(summary.badRows[0]!.message).toBe('"text" holds a list, expected a text: nested too deeply to be shown');
});

test("skips and counts records that are no UTF-8", async () => {
  const bad = Buffer.from('{"text":"caf\u00e9","label":"x"}\n{"text":"a","label":"x"}\n', "latin1");

  expect((await read("bad.jsonl", bad, { onBadRow: "skip" })).summary).toMatchObject({
    numKept: 1,
    dropped: { DATA_UTF8: 1 },
  });
});

test("finds columns whatever blanks and Unicode form their names have", async () => {
  const { examples } = await read("names.jsonl", '{" te\u0301xto ":"a","label":"x"}\n', { textColumn: "t\u00e9xto" });

  expect(examples.texts).toEqual(["a"]);
});

test("keeps the digits of large numbers", async () => {
  const { examples } = await read(
    "large.jsonl",
    '{"text":"a \\"label\\":1","label":12345678901234567890}\n{"text":"b","label":12345678901234567891}\n',
  );

  expect(examples.labelNames).toEqual(["12345678901234567890", "12345678901234567891"]);
});

test("takes lines that end with CR", async () => {
  const { examples } = await read("cr.jsonl", '{"text":"a","label":"x"}\r{"text":"b","label":"y"}\r\n\r');

  expect(examples).toMatchObject({ texts: ["a", "b"], records: [1, 2] });
});
