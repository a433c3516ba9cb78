import { expect, test } from "vitest";
import { type BuildTokenizerOptions, buildTokenizer, tokenizerFromJSON } from "../../src/index.ts";

const text = "Mañana 2024 el cantó ΟΔΟΣ constructor";

test.each<BuildTokenizerOptions>([
  {},
  { tokenizer: "spanish" },
  { numbers: "fold" },
  { numbers: "drop", accents: "strip" },
])("reads back a tokenizer with the options %o", (options) => {
  const tokenizer = buildTokenizer([text], options);
  const copy = tokenizerFromJSON(JSON.parse(JSON.stringify(tokenizer)));

  expect(copy.vocab).toEqual(tokenizer.vocab);
  expect(copy.encode(text)).toEqual(tokenizer.encode(text));
  expect(copy.toJSON()).toEqual(tokenizer.toJSON());
});

test("writes the fields of a WordLevel tokenizer.json", () => {
  expect(buildTokenizer(["el 7"], { tokenizer: "spanish" }).toJSON()).toEqual({
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: { type: "Sequence", normalizers: [{ type: "Lowercase" }, { type: "NFC" }] },
    pre_tokenizer: { type: "Split", pattern: { Regex: "[a-záéíóúüñ]+" }, behavior: "Removed", invert: true },
    post_processor: null,
    decoder: null,
    model: { type: "WordLevel", vocab: { "[PAD]": 0, "[UNK]": 1, el: 2 }, unk_token: "[UNK]" },
  });
});

const valid = () => buildTokenizer(["a b"]).toJSON();
const withModel = (model: object) => ({ ...valid(), model: { ...valid().model, ...model } });

const nested = (depth: number) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`) as unknown;

test.each([
  ["no object", [], "expected the file to be an object, got an array"],
  ["no model", { ...valid(), model: undefined }, "expected model to be an object, got undefined"],
  ["another model", withModel({ type: "BPE" }), 'model.type is "BPE", not "WordLevel"'],
  ["a missing id", withModel({ vocab: { "[PAD]": 0, "[UNK]": 1, a: 3 } }), 'token "a": expected an id in 0..2, got 3'],
  ["a shared id", withModel({ vocab: { "[PAD]": 0, "[UNK]": 1, a: 1 } }), 'tokens "[UNK]" and "a" share the id 1'],
  ["other reserved ids", withModel({ vocab: { a: 0, "[UNK]": 1 } }), "ids 0 and 1 are not [PAD] and [UNK]"],
  ["an unknown pipeline", { ...valid(), normalizer: { type: "NFKC" } }, "none that buildTokenizer writes"],
  ["a pipeline nested past all sense", { ...valid(), normalizer: nested(20_000) }, "none that buildTokenizer writes"],
  ["added tokens", { ...valid(), added_tokens: [{}] }, "it has added_tokens"],
])("refuses a file with %s", (_name, json, message) => {
  expect(() => tokenizerFromJSON(json)).toThrow(message);
  expect(() => tokenizerFromJSON(json)).toThrow(expect.objectContaining({ code: "MODEL_JSON" }));
});

test("reads a file whose fields were written in another order", () => {
  const { normalizer, pre_tokenizer, model } = buildTokenizer(["a"], { stopWords: ["b"] }).toJSON();
  const reversed = { pre_tokenizer: Object.fromEntries(Object.entries(pre_tokenizer!).reverse()), normalizer, model };

  expect(tokenizerFromJSON(reversed).encode("a b")).toEqual([2]);
});
