import { expect, test } from "vitest";
import * as huggingface from "../src/huggingface.ts";
import * as api from "../src/index.ts";
import * as node from "../src/node.ts";

test("exports these names and no others", () => {
  expect(Object.keys(api).sort()).toEqual([
    "NewsclfError",
    "PAD_ID",
    "PAD_TOKEN",
    "UNK_ID",
    "UNK_TOKEN",
    "addWords",
    "buildTokenizer",
    "createTokenizerBuilder",
    "fitTokenizer",
    "inspectEncoded",
    "sampleVocab",
    "tokenizerFromJSON",
  ]);
  expect(Object.keys(huggingface)).toEqual(["tokenizerFromHuggingFace"]);
  expect(Object.keys(node).sort()).toEqual(["loadTokenizer", "saveTokenizer"]);
});
