import { describe, expect, test } from "vitest";
import { buildTokenizer, PAD_ID, UNK_ID } from "../../src/index.ts";

const tokenizer = buildTokenizer(["the cat sat", "the dog"]);

test("maps unseen tokens to UNK_ID", () => {
  expect(tokenizer.encode("the zebra sat")).toEqual([2, UNK_ID, 4]);
});

test("maps an empty text to no ids", () => {
  expect(tokenizer.encode("")).toEqual([]);
  expect(tokenizer.encode("?!")).toEqual([]);
});

test("keeps the first maxLength tokens", () => {
  expect(tokenizer.encode("the cat sat", { maxLength: 2 })).toEqual([2, 3]);
});

test("pads on the right and never shortens", () => {
  expect(tokenizer.encode("the", { padTo: 3 })).toEqual([2, PAD_ID, PAD_ID]);
  expect(tokenizer.encode("the cat", { padTo: 1 })).toEqual([2, 3]);
});

test("does not let a text write the reserved tokens", () => {
  expect(tokenizer.encode("[PAD] [UNK]")).toEqual([UNK_ID, UNK_ID]);
});

describe("encodeBatch", () => {
  test("lays texts end to end", () => {
    const batch = tokenizer.encodeBatch(["the cat", "", "dog"]);

    expect([...batch.tokenIds]).toEqual([2, 3, 5]);
    expect([...batch.offsets]).toEqual([0, 2, 2, 3]);
  });

  test("counts truncated texts and unknown tokens among those kept", () => {
    const batch = tokenizer.encodeBatch(["zebra cat emu", "the cat", "emu"], { maxLength: 2 });

    expect([...batch.tokenIds]).toEqual([UNK_ID, 3, 2, 3, UNK_ID]);
    expect(batch).toMatchObject({ numTruncated: 1, numUnknown: 2 });
  });

  test("takes any iterable and grows past its first buffers", () => {
    const batch = tokenizer.encodeBatch(new Set(Array.from({ length: 3000 }, (_, i) => `the cat ${i}`)));

    expect(batch.offsets).toHaveLength(3001);
    expect(batch.tokenIds).toHaveLength(9000);
  });

  test("gives one offset for no texts", () => {
    expect([...tokenizer.encodeBatch([]).offsets]).toEqual([0]);
  });
});

test("decodes ids to tokens without padding", () => {
  expect(tokenizer.decode([2, 3, UNK_ID, PAD_ID])).toBe("the cat [UNK]");
});

test("names the id that it cannot decode", () => {
  expect(() => tokenizer.decode([2, 6])).toThrow("decode: id 6 at position 1 is outside 0..5");
});

test.each([
  [{ maxLength: 0 }, "encode: expected maxLength to be an integer of at least 1, got 0"],
  [{ padTo: -1 }, "encode: expected padTo to be an integer of at least 0, got -1"],
])("refuses the bounds %o", (options, message) => {
  expect(() => tokenizer.encode("the", options)).toThrow(new RangeError(message));
});

test("refuses what is no string", () => {
  expect(() => tokenizer.encode(7 as never)).toThrow("encode: expected a string, got number");
  expect(() => tokenizer.encodeBatch(["a", undefined as never])).toThrow("encodeBatch: text 1: expected a string");
});
