import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BuildTokenizerOptions, buildTokenizer } from "../src/index.ts";

// Pieces that meet in hostile ways: letters, marks, jamo, surrogates, invisible characters, separators.
const PIECES =
  "a É ñ Σ ς İ 한 ᄒ ᅡ ᆫ \u0301 \u0323 \u0344 \u0903 \ud83d\ude00 \ud800 \udc00 \u00ad \u200b \u200d \ufeff 北 京 7 ٣ = . ' 𐐀 क़";
const pieces = fc.constantFrom(...PIECES.split(" "), " ", "\n", "J\u030c", "\u{1d7d8}");
const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: pieces, maxLength: 40 }));
const options: fc.Arbitrary<BuildTokenizerOptions> = fc.oneof(
  fc.constant({ tokenizer: "spanish" } as const),
  fc.record({
    numbers: fc.constantFrom("keep", "fold", "drop"),
    accents: fc.constantFrom("keep", "strip"),
    segmentation: fc.constantFrom("spaces", "spaces", "dictionary"),
    stopWords: fc.constantFrom([], ["a"]),
  }),
);

/** The tokens by the table scan. */
function scan(text: string, options: BuildTokenizerOptions): string[] {
  const tokenizer = buildTokenizer(["x", text], { ...options, maxVocabSize: 0x20000 });
  return tokenizer.encode(text).map((id) => tokenizer.vocab[id]!);
}

describe("for any text and options", () => {
  test("the table scan gives the tokens of the spelled-out pipeline", () => {
    fc.assert(
      fc.property(text, options, (text, options) => {
        expect(scan(text, options)).toEqual(buildTokenizer(["x"], options).tokenize(text));
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  test("composed and decomposed forms have the same tokens", () => {
    fc.assert(
      fc.property(text, options, (text, options) => {
        const { tokenize } = buildTokenizer(["x"], options);
        expect(tokenize(text.normalize("NFD"))).toEqual(tokenize(text.normalize("NFC")));
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  test("decoding and encoding again gives the same ids", () => {
    fc.assert(
      fc.property(text, options, (text, options) => {
        const tokenizer = buildTokenizer(["x", text], { ...options, segmentation: "spaces" });
        const ids = tokenizer.encode(text);
        expect(tokenizer.encode(tokenizer.decode(ids))).toEqual(ids);
      }),
      { numRuns: 1000, seed: 3 },
    );
  });

  test("a batch holds the ids of its texts", () => {
    fc.assert(
      fc.property(fc.array(text), fc.integer({ min: 1, max: 5 }), (texts, maxLength) => {
        const tokenizer = buildTokenizer(["x", ...texts], { minFrequency: 2 });
        const { tokenIds, offsets } = tokenizer.encodeBatch(texts, { maxLength });
        const rows = texts.map((_, i) => [...tokenIds.slice(offsets[i], offsets[i + 1])]);
        expect(rows).toEqual(texts.map((text) => tokenizer.encode(text, { maxLength })));
      }),
      { numRuns: 200, seed: 4 },
    );
  });
});

test("every code point, alone and among letters, is encoded as spelled out", () => {
  const tokenizer = buildTokenizer(["x"]);
  const batch = 0x10000;
  for (let first = 0; first < 0x110000; first += batch) {
    let text = "";
    for (let code = first; code < first + batch; code++) text += `a${String.fromCodePoint(code)}\u0301 `;
    expect(scan(text, {})).toEqual(tokenizer.tokenize(text));
  }
});
