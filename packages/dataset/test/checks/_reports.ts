// Data sets to check, and reading what the checks say.

import { type CheckedExamples, type CheckOptions, checkDataset } from "../../src/checks/check-dataset.ts";
import type { CheckResult } from "../../src/checks/check-report.ts";
import type { TokenizedTexts } from "../../src/checks/words/word-source.ts";
import { createRng } from "../../src/rng.ts";

const SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te"];

/** Texts of 12 made-up words out of 1,728, and labelNames that have nothing to do with them. */
export function makeNoise(n: number, seed: number, numClasses = 3): { texts: string[]; labelNames: string[] } {
  const rng = createRng(seed);
  const syllable = (): string => SYLLABLES[rng.below(SYLLABLES.length)]!;
  const word = (): string => syllable() + syllable() + syllable();
  const texts = Array.from({ length: n }, () => Array.from({ length: 12 }, word).join(" "));
  return { texts, labelNames: texts.map(() => `class ${rng.below(numClasses)}`) };
}

/** The same, with one of two words of its class in every third text. */
export function makeRelated(n: number, seed: number): { texts: string[]; labelNames: string[] } {
  const { texts, labelNames } = makeNoise(n, seed);
  const words = [
    ["goal", "team"],
    ["price", "bank"],
    ["planet", "energy"],
  ];
  const wordOf = (i: number): string => words[Number(labelNames[i]!.at(-1))]![i % 2]!;
  return { texts: texts.map((text, i) => (i % 3 ? text : `${text} ${wordOf(i)}`)), labelNames };
}

export function check(examples: CheckedExamples, code: string, options?: CheckOptions): CheckResult {
  const found = checkDataset(examples, options).checks.find((result) => result.code === code);
  if (found === undefined) throw new Error(`no result with the code ${code}`);
  return found;
}

/**
 * What a tokenizer makes of texts: runs of letters and digits in lower case and Unicode form NFC, which are known if one of the
 * first 80 % of the texts has them.
 */
export function tokenize(texts: readonly string[]): TokenizedTexts {
  const tokens = texts.map(
    (text): readonly string[] =>
      text
        .toLowerCase()
        .normalize("NFC")
        .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [],
  );
  const vocab = ["[PAD]", "[UNK]", ...new Set(tokens.slice(0, Math.ceil(0.8 * texts.length)).flat())];
  const ids = new Map(vocab.map((token, id) => [token, id]));
  const offsets = new Int32Array(texts.length + 1);
  tokens.forEach((found, row) => {
    offsets[row + 1] = offsets[row]! + found.length;
  });
  return { tokenIds: Int32Array.from(tokens.flat(), (token) => ids.get(token) ?? 1), offsets, vocab, unkId: 1 };
}

/** Where the checks have their words from. */
export const WORD_SOURCES: readonly (readonly [string, (examples: CheckedExamples) => CheckOptions])[] = [
  ["words found in the texts", () => ({})],
  ["words of a tokenizer", ({ texts }) => ({ words: tokenize(texts) })],
];
