import { expect, test } from "vitest";
import { addWords, buildTokenizer, tokenizerFromJSON, UNK_ID } from "../../src/index.ts";

const tokenizer = buildTokenizer(["el gato negro", "el perro"]);

test("new words get the ids after its own", () => {
  const more = addWords(tokenizer, ["ratón", "gato", "ave"]);

  expect(more.vocab).toEqual([...tokenizer.vocab, "ratón", "ave"]);
  expect(more.encode("El ratón y el ave")).toEqual([
    ...tokenizer.encode("el"),
    6,
    UNK_ID,
    ...tokenizer.encode("el"),
    7,
  ]);
});

test("words that no text gives as one token are left out", () => {
  expect(addWords(tokenizer, ["Gato", "a b", ",", "", "[PAD]"]).vocab).toEqual(tokenizer.vocab);
});

test("its file gives it back", () => {
  const more = addWords(tokenizer, ["ratón"]);

  expect(tokenizerFromJSON(more.toJSON()).vocab).toEqual(more.vocab);
});

test("hash buckets stay behind the words", () => {
  const bucketed = addWords(buildTokenizer(["el gato"], { hashBuckets: 2 }), ["ave"]);

  expect(bucketed.vocab).toEqual(["[PAD]", "[UNK]", "el", "gato", "ave", "[HASH0]", "[HASH1]"]);
});
