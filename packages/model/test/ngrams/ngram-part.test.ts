import { expect, test } from "vitest";
import { NgramClassifier, NgramFeatures } from "../../src/index.ts";
import {
  checkNgramEntry,
  decodeNgrams,
  encodeNgramKeys,
  ngramEntry,
  ngramParams,
  ngramWeights,
} from "../../src/ngrams/ngram-part.ts";

/** Two n-grams of words, one of characters, two classes. */
const CLASSIFIER = new NgramClassifier(
  new NgramFeatures(
    { keys: Uint32Array.of(1, 0xfffffffe), idf: Float32Array.of(1, 1.5) },
    { keys: Uint32Array.of(3), idf: Float32Array.of(2) },
  ),
  Float32Array.of(1, 2, 3, 4, 5, 6),
  Float32Array.of(7, 8),
);
const CONFIG = { numWords: 2, numCharacters: 1 };
const [WEIGHTS] = ngramWeights(CLASSIFIER) as [Float32Array];

test("config.json has the number of n-grams of each kind", () => {
  expect(ngramEntry(CLASSIFIER)).toEqual(CONFIG);
  expect(checkNgramEntry(CONFIG)).toEqual(CONFIG);
});

test("one parameter has a row an n-gram, and the bias as the last row", () => {
  expect(ngramParams(CONFIG, 2)).toEqual([{ name: "ngrams/embeddings", shape: [4, 2] }]);
  expect(WEIGHTS).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8));
});

test("ngrams.bin has the keys, then the idf, of words and characters, little-endian", () => {
  expect([...encodeNgramKeys(CLASSIFIER)]).toEqual([
    ...[1, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 3, 0, 0, 0],
    ...[0, 0, 0x80, 0x3f, 0, 0, 0xc0, 0x3f, 0, 0, 0, 0x40],
  ]);
});

test("n-grams come back from bytes at any address", () => {
  const bytes = encodeNgramKeys(CLASSIFIER);
  const unaligned = new Uint8Array(bytes.length + 3).subarray(3);
  unaligned.set(bytes);

  for (const source of [bytes, unaligned]) {
    const { features, weights, bias } = decodeNgrams(CONFIG, source, [WEIGHTS]);

    expect([features.words, features.characters]).toEqual([CLASSIFIER.features.words, CLASSIFIER.features.characters]);
    expect([weights, bias]).toEqual([CLASSIFIER.weights, CLASSIFIER.bias]);
  }
});

test("a classifier without n-grams is its bias", () => {
  const none = { numWords: 0, numCharacters: 0 };
  const { weights, bias } = decodeNgrams(none, new Uint8Array(), [Float32Array.of(7, 8)]);

  expect([weights.length, ...bias]).toEqual([0, 7, 8]);
});

test.each([-1, 1.5, 2 ** 24 + 1, "7", null, undefined])("refuses %j n-grams", (numCharacters) => {
  expect(() => checkNgramEntry({ numWords: 1, numCharacters })).toThrow(
    expect.objectContaining({
      code: "MODEL_JSON",
      message: `config.json: ngrams.numCharacters: expected integer 0..16777216, found ${JSON.stringify(numCharacters)}`,
    }),
  );
});

test.each([null, 7, "n", [1]])("refuses an entry that is no object: %j", (entry) => {
  expect(() => checkNgramEntry(entry)).toThrow(expect.objectContaining({ code: "MODEL_JSON" }));
});

test.each([0, 20, 28])("refuses a file of %d bytes for 3 n-grams", (numBytes) => {
  expect(() => decodeNgrams(CONFIG, new Uint8Array(numBytes), [WEIGHTS])).toThrow(
    expect.objectContaining({
      code: "MODEL_LIMIT",
      message: `3 n-grams need 24 bytes; ngrams.bin has ${numBytes}`,
    }),
  );
});

test("refuses a number of n-grams that the file does not hold, before it allocates", () => {
  const config = { numWords: 2 ** 24, numCharacters: 2 ** 24 };

  expect(() => decodeNgrams(config, new Uint8Array(24), [WEIGHTS])).toThrow(
    expect.objectContaining({
      code: "MODEL_LIMIT",
      message: "33554432 n-grams need 268435456 bytes; ngrams.bin has 24",
    }),
  );
});

test.each([
  [0, Number.NaN],
  [1, Number.NEGATIVE_INFINITY],
  [2, Number.POSITIVE_INFINITY],
  [0, 0],
  [1, -1.5],
  [2, 1 - 2 ** -24],
  [0, 100],
  [2, 3e38],
])("refuses idf %d that is %d", (ngram, value) => {
  const bytes = encodeNgramKeys(CLASSIFIER);
  new DataView(bytes.buffer).setFloat32(4 * (3 + ngram), value, true);

  expect(() => decodeNgrams(CONFIG, bytes, [WEIGHTS])).toThrow(
    expect.objectContaining({
      code: "MODEL_NONFINITE",
      message: expect.stringMatching(`^ngrams\\.bin: weight of n-gram ${ngram}: expected 1\\.\\.100, found `),
    }),
  );
});

test.each([1, 100 - 2 ** -17])("takes an idf of %d", (value) => {
  const bytes = encodeNgramKeys(CLASSIFIER);
  new DataView(bytes.buffer).setFloat32(4 * 5, value, true);

  expect(decodeNgrams(CONFIG, bytes, [WEIGHTS]).features.characters.idf).toEqual(Float32Array.of(value));
});

test.each([
  ["words", { numWords: 2, numCharacters: 1 }, [7, 7, 3]],
  ["characters", { numWords: 1, numCharacters: 2 }, [3, 7, 7]],
  ["words that are no neighbours", { numWords: 3, numCharacters: 0 }, [7, 3, 7]],
])("refuses an n-gram that is there twice: %s", (_, config, keys) => {
  expect(() => decodeNgrams(config, withKeys(keys), [WEIGHTS])).toThrow(
    expect.objectContaining({ code: "MODEL_JSON", message: "ngrams.bin: an n-gram is there twice" }),
  );
});

test("a word and characters may have the same key", () => {
  const { features } = decodeNgrams(CONFIG, withKeys([7, 3, 7]), [WEIGHTS]);

  expect([features.words.keys, features.characters.keys]).toEqual([Uint32Array.of(7, 3), Uint32Array.of(7)]);
});

/** `ngrams.bin` with other keys. */
function withKeys(keys: readonly number[]): Uint8Array {
  const bytes = encodeNgramKeys(CLASSIFIER);
  const view = new DataView(bytes.buffer);
  for (const [i, key] of keys.entries()) view.setUint32(4 * i, key, true);
  return bytes;
}
