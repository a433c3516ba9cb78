import { Tokenizer as LibraryTokenizer } from "@huggingface/tokenizers";
import { describe, expect, test } from "vitest";
import { tokenizerFromHuggingFace } from "../src/huggingface.ts";
import { buildTokenizer, tokenizerFromJSON, UNK_TOKEN } from "../src/index.ts";
import parity from "./fixtures/python-parity.json" with { type: "json" };

const texts: string[] = parity.texts;

describe.each(parity.own)("with the options $options", ({ options, json, ids }) => {
  const tokenizer = tokenizerFromJSON(json);

  test("gives the ids of Python tokenizers", () => {
    expect(texts.map((text) => tokenizer.encode(text))).toEqual(ids);
  });

  test("gives the ids of @huggingface/tokenizers", () => {
    const library = new LibraryTokenizer(json, { unk_token: UNK_TOKEN });

    expect(texts.map((text) => tokenizer.encode(text))).toEqual(texts.map((text) => library.encode(text).ids));
  });

  test("writes the file that the others read", () => {
    const fitted = texts.filter((_, i) => i % 3 !== 2);

    expect(buildTokenizer(fitted, options as object).toJSON()).toEqual(json);
  });
});

test.each(parity.foreign)("runs a $model file made elsewhere as Python tokenizers does", ({ json, texts, ids }) => {
  const tokenizer = tokenizerFromHuggingFace(json);

  expect(texts.map((text) => tokenizer.encode(text))).toEqual(ids);
});
