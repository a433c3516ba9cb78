import { expect, test } from "vitest";
import { tokenizerFromHuggingFace } from "../src/huggingface.ts";
import { buildTokenizer } from "../src/index.ts";

const wordPiece = {
  version: "1.0",
  added_tokens: [{ id: 1, content: "[PAD]", special: true }],
  normalizer: { type: "Lowercase" },
  pre_tokenizer: { type: "Whitespace" },
  decoder: { type: "WordPiece", prefix: "##", cleanup: false },
  model: {
    type: "WordPiece",
    unk_token: "[UNK]",
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100,
    vocab: { "[UNK]": 0, "[PAD]": 1, play: 2, "##ing": 3, the: 4 },
  },
};
const tokenizer = tokenizerFromHuggingFace(wordPiece);

test("encodes with the pieces of a model made elsewhere", () => {
  expect(tokenizer.encode("The playing zebra")).toEqual([4, 2, 3, 0]);
  expect(tokenizer.tokenize("playing")).toEqual(["play", "##ing"]);
  expect(tokenizer.decode([4, 2, 3, 1])).toBe("the playing");
  expect(tokenizer.decode([])).toBe("");
});

test("finds the reserved ids of the file", () => {
  expect(tokenizer).toMatchObject({ vocabSize: 5, padId: 1, unkId: 0 });
  expect(tokenizer.encode("the", { padTo: 3, maxLength: 5 })).toEqual([4, 1, 1]);
});

test("encodes batches, counting what it cut and what it does not know", () => {
  const batch = tokenizer.encodeBatch(["the playing", "zebra", ""], { maxLength: 2 });

  expect([...batch.tokenIds]).toEqual([4, 2, 0]);
  expect([...batch.offsets]).toEqual([0, 2, 3, 3]);
  expect(batch).toMatchObject({ numTruncated: 1, numUnknown: 1 });
});

test("keeps the file as it was", () => {
  expect(tokenizer.toJSON()).toMatchObject(wordPiece);
});

test("runs a file of this package to the same ids", () => {
  const own = buildTokenizer(["uno dos"]);

  expect(tokenizerFromHuggingFace(own.toJSON()).encode("dos tres")).toEqual(own.encode("dos tres"));
});

test.each([
  ["no model", {}, "expected model.type to be one of WordLevel, BPE, WordPiece, Unigram, got undefined"],
  ["an unknown normalizer", { ...wordPiece, normalizer: { type: "Magic" } }, "the library cannot run this file"],
])("refuses a file with %s", (_name, json, message) => {
  expect(() => tokenizerFromHuggingFace(json)).toThrow(message);
  expect(() => tokenizerFromHuggingFace(json)).toThrow(expect.objectContaining({ code: "MODEL_JSON" }));
});
