import { expect, test } from "vitest";
import { pairKey as keyOfPair } from "../../src/ngrams/ngram-keys.ts";
import { createKeyReader, type Keys, readKeys } from "./_read-keys.ts";

/** Words and pairs in no order. */
const read = (text: string): Keys => ({ ...readKeys(text), words: readKeys(text).words.sort() });
const wordKey = (word: string): number => read(word).words[0]!;
const pairKey = (pair: string): number => keyOfPair(...(pair.split(" ").map(wordKey) as [number, number]));
const charactersOf = (text: string): Set<number> => new Set(read(text).characters.flat());
const numShared = (a: string, b: string): number => {
  const keys = charactersOf(b);
  return [...charactersOf(a)].filter((key) => keys.has(key)).length;
};

/** Keys of these words in a row, and of their pairs. */
const keysInRow = (...words: string[]): number[] =>
  words.flatMap((word, i) => (i === 0 ? [wordKey(word)] : [wordKey(word), pairKey(`${words[i - 1]} ${word}`)])).sort();

// From another implementation of the same rules, in Python: saved models hold such keys.
test("keys are the same on every machine", () => {
  expect(wordKey("gato")).toBe(398049521);
  expect(pairKey("el gato")).toBe(3704900635);
  expect(read("gato").characters[0]![1]).toBe(28620590); // " ga"
});

test("keys of punctuation and emoji are the same on every machine", () => {
  expect([wordKey("¡"), wordKey("…"), wordKey("\u{1f600}")]).toEqual([2979299938, 913368484, 211418690]);
  expect(pairKey("gato ,")).toBe(2680017065);
});

test("keys of characters with case and punctuation are the same on every machine", () => {
  const [characters] = read("¡Gato!").characters as [number[]];

  expect([characters.length, characters[1], characters[20]]).toEqual([22, 3408298045, 999134565]); // " ¡G", "o! "
});

test("each word has a key, and from the second on the pair that it ends", () => {
  const words = [wordKey("un"), wordKey("gato"), pairKey("un gato"), wordKey("negro"), pairKey("gato negro")];

  expect(read("un gato negro").words).toEqual(words.sort());
});

test("a pair has an order", () => {
  expect(pairKey("gato negro")).not.toBe(pairKey("negro gato"));
});

test("a pair is no word", () => {
  expect(pairKey("el gato")).not.toBe(wordKey("elgato"));
});

test("a word of one letter has 3 n-grams with its blanks: two of 2 characters and one of 3", () => {
  expect(read("a").characters[0]).toHaveLength(3);
});

test("a word of four letters has 5 n-grams of 2 characters, 4 of 3, 3 of 4 and 2 of 5", () => {
  expect(read("gato").characters[0]).toHaveLength(14);
});

test("words that begin alike share n-grams of characters", () => {
  // Those of " gat": " g", " ga", " gat", "ga", "gat", "at".
  expect(numShared("gato", "gata")).toBe(6);
});

test("the end of a word is not its middle", () => {
  // Those of " mar"; "r ", "ar ", "mar " and " mar " are of "mar" alone.
  expect(numShared("mar", "mara")).toBe(6);
});

test("characters have a list for all that stands between two blanks", () => {
  const { characters } = read("el ¡gato!, y");

  expect(characters).toHaveLength(3);
  expect(characters).toEqual([...read("el").characters, ...read("¡gato!,").characters, ...read("y").characters]);
});

test("n-grams of characters reach over punctuation, not over blanks", () => {
  // Of 12 characters with the blanks, 11 + 10 + 9 + 8; of 6 and 7, 5 + 4 + 3 + 2 and 6 + 5 + 4 + 3.
  expect(read("gato,negro").characters.map((keys) => keys.length)).toEqual([38]);
  expect(read("gato negro").characters.map((keys) => keys.length)).toEqual([14, 18]);
});

test("case does not count in words and pairs", () => {
  expect(read("El GATO").words).toEqual(read("el gato").words);
});

test("case counts in n-grams of characters", () => {
  // All but those of "ato ": "at", "ato", "ato ", "to", "to ", "o ".
  expect(numShared("Gato", "gato")).toBe(6);
});

test("punctuation counts in n-grams of characters", () => {
  // Those of " gato": 4 + 3 + 2 + 1.
  expect(numShared("gato!", "gato")).toBe(10);
});

test("composed and decomposed letters are the same", () => {
  expect(read("a\u0301rbol")).toEqual(read("\u00e1rbol"));
});

test("accents count", () => {
  expect(wordKey("año")).not.toBe(wordKey("ano"));
});

test.each(["a_1", "हिन्दी"])("digits, marks and the underscore belong to words: %j", (text) => {
  expect(read(text).words).toHaveLength(1);
  expect(read(text).characters).toHaveLength(1);
});

test.each([
  ["gato,negro", ["gato", ",", "negro"]],
  ["gato\u{1f600}negro", ["gato", "\u{1f600}", "negro"]],
  ["gato \ud800 negro", ["gato", "\ud800", "negro"]],
  ["¡gato!\n«negro»", ["¡", "gato", "!", "«", "negro", "»"]],
  ["a-b_c...", ["a", "-", "b_c", ".", ".", "."]],
  ["\u{1f600}\u{1f680}", ["\u{1f600}", "\u{1f680}"]],
  ["5 €", ["5", "€"]],
])("each other character is a word of its own: %j", (text, words) => {
  expect(read(text).words).toEqual(keysInRow(...words));
});

test.each(["\n", "\t", "\r\n", "\u00a0", "\u2028", "\u3000", "\ufeff", " \n "])(
  "a blank separates words and characters, and is none: %j",
  (blank) => {
    expect(read(`${blank}gato${blank}negro${blank}`)).toEqual(read("gato negro"));
  },
);

test("a letter of two UTF-16 units is one character", () => {
  expect(read("\u{10428}").characters[0]).toHaveLength(3);
});

test.each(["", " ", "\n\t\u00a0"])("a text of blanks has no keys: %j", (text) => {
  expect(read(text)).toEqual({ words: [], characters: [] });
});

test.each([
  ["¡…!", 5, 10],
  ["\u{1f600}", 1, 3],
])("a text without letters has keys: %j", (text, numWords, numCharacters) => {
  const { words, characters } = read(text);

  expect([words.length, ...characters.map((keys) => keys.length)]).toEqual([numWords, numCharacters]);
});

test("pieces that are remembered are those of the text", () => {
  const readAgain = createKeyReader();
  readAgain("GATO gato");

  expect(readAgain("Gato ¡gato! GATO")).toEqual(readKeys("Gato ¡gato! GATO"));
});

test("a reader gives the same keys again", () => {
  const readAgain = createKeyReader();
  const text = `gato ${"a".repeat(400)} ¡el.gato! ${"b c ".repeat(100)}`;

  expect(readAgain(text)).toEqual(readAgain(text));
  expect(readAgain(text)).toEqual(readKeys(text));
});

test("a reader gives the same keys after more pieces than it remembers", () => {
  const readAgain = createKeyReader(10);
  for (let i = 0; i < 25; i++) readAgain(`el ${i} gato`);

  expect(readAgain("el 7 gato")).toEqual(readKeys("el 7 gato"));
});

test.each([
  ["a soft hyphen", "ga\u00adto", "gato"],
  ["a zero-width joiner", "ga\u200dto", "gato"],
  ["a mark of direction", "\u200egato", "gato"],
])("%s is not there", (_, text, same) => {
  expect(read(text)).toEqual(read(same));
});

test("an emoji with a variation selector is a word, and so is what follows it", () => {
  const { words } = read("\u2764\ufe0fgato");

  expect(words).toContain(wordKey("gato"));
});

test("words are of lower case before they are composed, as the tokenizer's are", () => {
  expect(read("J\u030c").words).toEqual(read("\u01f0").words);
});
