import { expect, test } from "vitest";
import { checkDataset } from "../../../src/checks/check-dataset.ts";
import { findWords, type TokenizedTexts, takeWords } from "../../../src/checks/words/word-source.ts";
import { range } from "../../../src/rng.ts";
import { splitRandom } from "../../../src/split/split-random.ts";
import { makeNoise, makeRelated, tokenize } from "../_reports.ts";

/** The words of each text by their names; "?" for one that has no index. */
function wordsIn(texts: readonly string[], tokens?: TokenizedTexts): string[][] {
  const source = tokens === undefined ? findWords(texts) : takeWords(texts, tokens);
  return texts.map((_, row) => source.wordsOf(row).map((word) => source.words[word] ?? "?"));
}

const noise = makeNoise(1500, 1);
const related = makeRelated(1500, 2);
const chinese = related.texts.map((text) =>
  text.replace(/ /g, "").replace(/[a-z]/g, (letter) => String.fromCodePoint(0x4e00 + letter.charCodeAt(0))),
);

test.each([
  ["a sound data set", related],
  ["noise", noise],
  ["few rows", makeNoise(200, 1)],
  ["texts that name their class", { ...noise, texts: noise.texts.map((text, i) => `${noise.labelNames[i]}: ${text}`) }],
  [
    "a telltale word",
    { ...noise, texts: noise.texts.map((t, i) => (noise.labelNames[i] === "class 1" ? `${t} Reuters` : t)) },
  ],
  ["short texts", { ...related, texts: related.texts.map((text) => text.slice(0, 6)) }],
  ["duplicates", { texts: [...noise.texts, ...noise.texts], labelNames: [...noise.labelNames, ...noise.labelNames] }],
  ["a script without spaces", { ...related, texts: chinese }],
  ["texts without a word", { ...related, texts: related.texts.map((text, i) => (i % 2 ? "?!" : text)) }],
])("gives the same statuses for %s as words found in the texts", (_, examples) => {
  const splits = splitRandom(examples.texts.length, { train: 0.8, validation: 0.1, test: 0.1 }, 1);
  const statusesWith = (words?: TokenizedTexts): string[] =>
    checkDataset(examples, { splits, words }).checks.map(({ code, status }) => `${code} ${status}`);

  expect(statusesWith(tokenize(examples.texts))).toEqual(statusesWith());
});

test("takes words in the order of the texts, and counts unknown ones", () => {
  const texts = ["Una casa, una", "casa nueva", "otra casa", "más", "más"];

  expect(wordsIn(texts, tokenize(texts))).toEqual([
    ["una", "casa", "una"],
    ["casa", "nueva"],
    ["otra", "casa"],
    ["más"],
    ["más"],
  ]);
  expect(wordsIn(["a b", "a", "b", "b", "c a"], tokenize(["a b", "a", "b", "b", "c a"]))[4]).toEqual(["?", "a"]);
});

test("splits a token into what counts as words, whatever the tokenizer", () => {
  const vocab = ["[UNK]", "[HASH0]", "ＡＢＣ", "我爱北京", "twenty-one", ","];
  const tokens = { tokenIds: range(6), offsets: Int32Array.of(0, 6), vocab, unkId: 0 };

  expect(wordsIn(["latin"], tokens)).toEqual([["?", "?", "abc", "我爱", "爱北", "北京", "twenty", "one"]]);
});

test("looks into a text whose clauses no vocabulary has, where there are no spaces", () => {
  const tokens = {
    tokenIds: Uint16Array.of(2, 0),
    offsets: Int32Array.of(0, 1, 2),
    vocab: ["[UNK]", "", "我爱北京"],
    unkId: 0,
  };

  expect(wordsIn(["我爱北京", "爱北京"], tokens)).toEqual([
    ["我爱", "爱北", "北京"],
    ["爱北", "北京"],
  ]);
});

test("takes an id past the vocabulary for an unknown word", () => {
  const tokens = { tokenIds: Int32Array.of(7), offsets: Int32Array.of(0, 1), vocab: ["a"], unkId: -1 };

  expect(wordsIn(["x"], tokens)).toEqual([["?"]]);
});
