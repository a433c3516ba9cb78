// What a vocabulary holds and how well it covers the texts, as lines and as JSON.

import type { SplitReports } from "@newsclf/classifier/node";
import { escapeText, SPLIT_NAMES } from "@newsclf/dataset";
import { type RankPoint, sampleVocab, type Tokenizer, type VocabEntry } from "@newsclf/tokenizer";
import { count, percent } from "./format.ts";

const TOKENS_SHOWN = 10;
const RANKS_SHOWN = [10, 100, 1000, 10_000, 100_000];

/** The first, middle and last tokens in the order of their ids. */
export function describeVocab(tokenizer: Tokenizer): string[] {
  const { first, middle, last } = sampleVocab(tokenizer, TOKENS_SHOWN);
  const show = (entries: readonly VocabEntry[]): string => escapeText(entries.map(({ token }) => token).join(" "), 200);
  return [
    `vocabulary  ${count(tokenizer.vocabSize)} ids`,
    `  first       ${show(first)}`,
    `  middle      ${show(middle)}`,
    `  last        ${show(last)}`,
  ];
}

/** A line a split, and how much of the training texts the most frequent words are. */
export function describeCoverage(reports: SplitReports): string[] {
  const lines = SPLIT_NAMES.flatMap((name) => {
    const report = reports[name];
    if (report === undefined) return [];
    const { numTokens, numDistinct, unknownRate, truncatedShare } = report;
    const shares = `${percent(unknownRate)} unknown, ${percent(truncatedShare)} of the texts cut`;
    return [`  ${name.padEnd(12)}${count(numTokens)} tokens, ${count(numDistinct)} distinct; ${shares}`];
  });
  const points = reports.train?.rankPlot ?? [];
  const shown = RANKS_SHOWN.flatMap((rank) => points.findLast((point) => point.rank <= rank) ?? []);
  const coverage = [...new Set(shown)].map(
    ({ rank, coverage }: RankPoint) => `${count(rank)} words ${percent(coverage)}`,
  );
  if (coverage.length === 0) return lines;
  return [...lines, `  coverage    the most frequent ${coverage.join(", ")} of the training tokens`];
}

/** With the data of the rank plot of each split. */
export function vocabToJson(tokenizer: Tokenizer, reports: SplitReports = {}): object {
  return { size: tokenizer.vocabSize, ...sampleVocab(tokenizer, TOKENS_SHOWN), splits: reports };
}
