// Data sets to check, and reading what the checks say.

import { type CheckedExamples, type CheckOptions, checkDataset } from "../../src/checks/check-dataset.ts";
import type { CheckResult } from "../../src/checks/check-report.ts";
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
