import fc from "fast-check";
import { expect, test } from "vitest";
import { TextWindow } from "../../../src/read/bytes/text-window.ts";

function openWindow(...chunks: readonly Uint8Array[]): TextWindow {
  const source = (async function* () {
    yield* chunks;
  })();
  return new TextWindow(source, { name: "data.csv", family: "CSV" });
}

const linePiece = fc.constantFrom("a", "\n", "\r", "\r\n");

test("counts lines as a split does, wherever the window begins", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(linePiece, { minLength: 1, maxLength: 12 }), fc.nat(), async (pieces, at) => {
      const text = pieces.join("");
      const used = at % (text.length + 1);
      const window = openWindow(Buffer.from(text.slice(0, used)), Buffer.alloc(0), Buffer.from(text.slice(used)));
      await window.advance();
      window.position = used;
      while (await window.advance());

      for (let i = used; i < text.length; i++) {
        if (text[i] === "a") expect(window.lineOf(i - used)).toBe(text.slice(0, i).split(/\r\n|\r|\n/).length);
      }
      expect(window.lastLine).toBe(text.replace(/(\r\n|\r|\n)$/, "").split(/\r\n|\r|\n/).length);
    }),
  );
});

const byte = fc.constantFrom(0x61, 0x0a, 0x0d, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x99, 0x82, 0xed, 0xff);

test("finds the first byte that a strict decoder does not take", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(byte, { maxLength: 12 }), async (values) => {
      const bytes = Buffer.from([0x61, ...values]);
      const window = openWindow(bytes);
      await window.advance();
      const good = window.invalidIn(0, bytes.length);

      expect(good < 0).toBe(isValid(bytes));
      if (good < 0) return;
      expect(isValid(bytes.subarray(0, good))).toBe(true);
      const lines = bytes.toString("latin1", 0, good).split(/\r\n|\r|\n/);
      const place = `data.csv:${lines.length} byte ${lines.at(-1)!.length + 1}`;
      expect(window.describeInvalid(good)).toMatchObject({ code: "CSV_UTF8", place });
      // No longer part of the bytes begins with whole characters.
      const rest = bytes.subarray(good);
      expect([1, 2, 3, 4].some((length) => length <= rest.length && isValid(rest.subarray(0, length)))).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test("reads at least as much again as remains", async () => {
  const window = openWindow(...Array.from({ length: 1000 }, () => Buffer.alloc(1000, "a")));
  let numAdvances = 0;
  while (await window.advance()) numAdvances++;

  expect(window.bytes.length).toBe(1_000_000);
  expect(numAdvances).toBeLessThan(8);
});

function isValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
