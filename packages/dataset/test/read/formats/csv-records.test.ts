import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { TextWindow } from "../../../src/read/bytes/text-window.ts";
import { CsvRecords } from "../../../src/read/formats/_csv-records.ts";
import { ALL_LINE_ENDS, type CsvDialect } from "../../../src/read/formats/csv-dialect.ts";

const DIALECT: CsvDialect = {
  ...{ delimiter: ",", quote: '"', escape: '"', relaxQuotes: false, comment: null },
  ...{ lineEnds: ALL_LINE_ENDS, maxFieldBytes: 1e6 },
};

async function* fromChunks(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function scan(chunks: readonly Uint8Array[], dialect: Partial<CsvDialect> = {}, numFields = 2) {
  const window = new TextWindow(fromChunks(chunks), { name: "data.csv", family: "CSV", headBytes: 1 });
  const records = new CsvRecords(window, { ...DIALECT, ...dialect }, numFields);
  const found: (readonly string[] | string)[] = [];
  while (await window.advance()) {
    for (const outcome of await records.read()) found.push(outcome.kind === "record" ? outcome.fields : outcome.kind);
  }
  return found;
}

const field = fc
  .array(fc.constantFrom("a", "é", "🙂", " ", ",", '"', "\n", "\r\n", "\r"), { maxLength: 5 })
  .map((parts) => parts.join(""));
const table = fc.record({
  rows: fc.array(fc.array(field, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r", "\n\n"),
});

test("gives back what was written, and what csv-parse finds", async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ rows, lineEnd }) => {
      const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      const text = rows.map((row) => row.map(quote).join(",") + lineEnd).join("");

      const records = await scan([Buffer.from(text)]);

      expect(records).toEqual(rows);
      expect(records).toEqual(
        parse(text, {
          record_delimiter: ["\r\n", "\n", "\r"],
          relax_column_count: true,
          skip_empty_lines: true,
        }),
      );
    }),
  );
});

test("goes on in the next line after a fault", async () => {
  expect(await scan([Buffer.from('a"b,c\nd,e\n"f"g\nh\n"i\nj')])).toEqual([
    "stray quote",
    ["d", "e"],
    "text after quote",
    ["h"],
    "open quote",
    ["j"],
  ]);
});

test("takes a quote with text after it in a later line for one that closes nothing", async () => {
  expect(await scan([Buffer.from('"a\nb,c\n"d",e\n')])).toEqual(["open quote", ["b", "c"], ["d", "e"]]);
  expect(await scan([Buffer.from('"a\nb,c\n"d",e\n')], { relaxQuotes: true })).toHaveLength(3);
});

// In quadratic time the rows would take minutes.
test.each([
  ["stray quotes", 'a "b,x\n'],
  ["text after quotes", '"a"b,x\n'],
  ["open quotes", '"a,x\n'],
  ["long fields", `${"a".repeat(2000)},x\n`],
])("takes time linear in the rows with %s", async (_, row) => {
  const numRows = Math.ceil(3e5 / row.length);

  expect((await scan([Buffer.from(row.repeat(numRows))], { maxFieldBytes: 1000 })).length).toBe(numRows);
});

test("gives an open quote up after the longest field, so that not the whole file has to be kept", async () => {
  let numRead = 0;
  const source = (async function* () {
    yield Buffer.from('a,"b\n');
    for (; numRead < 1000; numRead++) yield Buffer.alloc(1 << 16, "c,d\n");
  })();
  const window = new TextWindow(source, { name: "data.csv", family: "CSV" });
  const records = new CsvRecords(window, DIALECT, 2);
  let outcome: string | undefined;
  while (outcome === undefined && (await window.advance())) outcome = (await records.read())[0]?.kind;

  expect(outcome).toBe("field too long");
  expect(numRead).toBeLessThan(50);
});

test("does not read the rest of the file once a row after a quote that is never closed", async () => {
  const numRows = 500_000;

  expect(await scan([Buffer.from(`"a\n${"b,c\n".repeat(numRows)}`)])).toHaveLength(numRows + 1);
});

const bytes = fc
  .array(
    fc.constantFrom(
      "a",
      "é",
      "🙂",
      " ",
      ",",
      ",",
      '"',
      '""',
      '"a',
      'b"',
      "\n",
      "\n",
      "\r\n",
      "\r",
      "|",
      "a,b\n",
      "#",
      "\xff",
    ),
    { maxLength: 40 },
  )
  .map((parts) => Buffer.concat(parts.map((part) => (part === "\xff" ? Buffer.of(0xff) : Buffer.from(part)))));

test("a quote behind a lone CR and what begins comments elsewhere is a fault, and the reading ends", async () => {
  const found = await scan([Buffer.from('a,b\n\r#"z,c\nd,e\n')], { comment: "#", lineEnds: ["\r\n", "\n"] });

  expect(found).toEqual([["a", "b"], "stray quote", ["d", "e"]]);
});

test("cuts plain records as csv-parse does, and finds the same faults, however the bytes come", async () => {
  await fc.assert(
    fc.asyncProperty(
      ...[
        bytes,
        fc.constantFrom(",", "|"),
        fc.constantFrom('"', "a", null),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 50 }),
      ],
      async (text, delimiter, quote, numFields, size) => {
        const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
          text.subarray(i * size, (i + 1) * size),
        );
        const dialect = { delimiter, quote, escape: quote ?? '"', lineEnds: ["\r\n", "\n"], maxFieldBytes: 12 };

        // Where there may be comments, csv-parse cuts all records; here there are none.
        expect(await scan(chunks, dialect, numFields)).toEqual(
          await scan(chunks, { ...dialect, comment: "~" }, numFields),
        );
      },
    ),
    { numRuns: 3000 },
  );
});

test("comes to an end whatever the bytes and the dialect are", async () => {
  await fc.assert(
    fc.asyncProperty(
      ...[bytes, fc.constantFrom(ALL_LINE_ENDS, ["\r\n", "\n"]), fc.boolean(), fc.integer({ min: 1, max: 50 })],
      async (text, lineEnds, relaxQuotes, size) => {
        const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
          text.subarray(i * size, (i + 1) * size),
        );

        await scan(chunks, { lineEnds, relaxQuotes, comment: "#" });
      },
    ),
    { numRuns: 1000 },
  );
});
