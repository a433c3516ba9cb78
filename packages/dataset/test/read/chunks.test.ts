// Where a stream is cut does not matter: the same examples, and the same errors.

import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ReadOptions, streamExamples } from "../../src/node.ts";

async function read(chunks: readonly Uint8Array[], options: ReadOptions) {
  const stdin = (async function* () {
    yield* chunks;
  })();
  const stream = streamExamples("-", { ...options, stdin });
  const rows: unknown[] = [];
  try {
    for await (const { texts, labelNames, records } of stream) {
      rows.push(...texts.map((text, i) => [text, labelNames[i], records[i]]));
    }
  } catch (error) {
    const { name, code, message, place, excerpt, fix, more } = error as Record<string, unknown>;
    return { name, code, message, place, excerpt, fix, more };
  }
  return { rows, ...stream.summary, badRows: stream.summary.badRows.map(String) };
}

async function expectSameAtEveryCut(bytes: Buffer, options: ReadOptions): Promise<void> {
  const whole = await read([bytes], options);
  for (let cut = 0; cut <= bytes.length; cut++) {
    expect(await read([bytes.subarray(0, cut), bytes.subarray(cut)], options), `cut at ${cut}`).toEqual(whole);
  }
  expect(
    await read(
      Array.from(bytes, (byte) => Buffer.of(byte)),
      options,
    ),
  ).toEqual(whole);
}

const csvPiece = fc.constantFrom(
  '"',
  '""',
  ",",
  "\n",
  "\r\n",
  "\r",
  "a",
  "é",
  "🙂",
  "b c",
  '"x",',
  "a,x\n",
  "\n\n",
  "\0",
);
const jsonPiece = fc.constantFrom(
  '{"text":"a","label":"x"}',
  '{"text":"é\\"]"',
  "}",
  ",",
  "\n",
  "[",
  "]",
  " ",
  '"',
  "7",
);
const badByte = fc.constantFrom("", "", "\xff", "\xc3", "\xe2\x82");
const delimiterOf = (text: Buffer): string | undefined => (text.includes("text::") ? "::" : undefined);
const options = fc.record({
  onBadRow: fc.constantFrom("error" as const, "skip" as const),
  relaxQuotes: fc.boolean(),
  limit: fc.constantFrom(undefined, 0, 1, 2),
  maxFieldBytes: fc.constantFrom(undefined, 3),
});

function content(head: string, piece: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  const body = fc.array(piece, { minLength: 1, maxLength: 10 }).map((pieces) => Buffer.from(head + pieces.join("")));
  return fc.tuple(body, badByte, body).map(([before, bad, after]) => {
    const rest = bad === "" ? [] : [Buffer.from(bad, "latin1"), after];
    return Buffer.concat([before, ...rest]);
  });
}

test.each([
  ["csv", content("text,label\n", csvPiece)],
  ["csv", content("text::label\n", fc.oneof(csvPiece, fc.constantFrom(":", "::", '"a"::x\n')))],
  ["csv", content("\ufefftext;label\r\n", csvPiece)],
  ["jsonl", content('{"text":"a","label":"x"}\n', jsonPiece)],
  ["json", content('[{"text":"a","label":"x"},', jsonPiece)],
  [undefined, content("", fc.oneof(csvPiece, jsonPiece))],
] as const)("%s, number %#", async (format, bytes) => {
  await fc.assert(
    fc.asyncProperty(bytes, options, (text, more) =>
      expectSameAtEveryCut(text, { format, delimiter: delimiterOf(text), ...more }),
    ),
    { numRuns: 100 },
  );
});

test.each(["latin1", "utf16le", "utf-16be", "shift_jis"])("%s", async (encoding) => {
  const bytes = Buffer.from('text,label\r\n"ab\r\n",x\r\na,b,c\r\nc,y\r\n', "utf16le");
  const text =
    encoding === "utf-16be" ? bytes.swap16() : encoding === "utf16le" ? bytes : bytes.filter((byte) => byte > 0);
  const bad = encoding === "shift_jis" ? [0x81, 0x01] : [0, 0xd8, 0, 0];
  const after = Buffer.concat([text, Buffer.from(bad), text]);

  for (const onBadRow of ["error", "skip"] as const) {
    await expectSameAtEveryCut(Buffer.from(text), { encoding, onBadRow });
    await expectSameAtEveryCut(after, { encoding, onBadRow });
    await expectSameAtEveryCut(after, { encoding, onBadRow, limit: 1 });
  }
});

test("gzip data that should not be", async () => {
  await expectSameAtEveryCut(gzipSync("text,label\na,x\n"), {});
});
