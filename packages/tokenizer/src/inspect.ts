// What a vocabulary holds, and how it fits a set of texts: the figures to look at before training.

import { checkInteger } from "./check-arguments.ts";
import type { EncodedTexts, Tokenizer } from "./tokenizer/tokenizer.ts";

/** A token and its id. */
export interface VocabEntry {
  readonly id: number;
  readonly token: string;
}

/** Some of a vocabulary's tokens. */
export interface VocabSample {
  readonly first: readonly VocabEntry[];
  readonly middle: readonly VocabEntry[];
  readonly last: readonly VocabEntry[];
}

/** Settings of `inspectEncoded`. */
export interface InspectOptions {
  /** Length at which training would cut a text, in tokens; at least 1. Default: no cut. */
  readonly maxLength?: number | undefined;
  /** Most points of the rank plot; at least 2. Default 100. */
  readonly maxPoints?: number | undefined;
}

/** A point of the rank plot. */
export interface RankPoint extends VocabEntry {
  /** From 1, the most frequent. */
  readonly rank: number;
  /** Occurrences. */
  readonly count: number;
  /** Share of all tokens that the words up to this rank make up; fraction in [0, 1]. */
  readonly coverage: number;
}

/** How a vocabulary fits a set of texts. */
export interface EncodingReport {
  readonly numTexts: number;
  readonly numTokens: number;
  /** Distinct ids that occur, the unknown one not counted. */
  readonly numDistinct: number;
  /** Share of the tokens that are not in the vocabulary; fraction in [0, 1], 0 without tokens. */
  readonly unknownRate: number;
  /** Share of the texts longer than `maxLength`; fraction in [0, 1], 0 without texts. */
  readonly truncatedShare: number;
  /** Share of the tokens past `maxLength`; fraction in [0, 1], 0 without tokens. */
  readonly droppedShare: number;
  /** Text lengths, in tokens; 0 without texts. */
  readonly lengths: { readonly min: number; readonly median: number; readonly max: number; readonly mean: number };
  /** Ranks at even steps of their logarithm, the first and the last among them: straight for a Zipf law. */
  readonly rankPlot: readonly RankPoint[];
}

/** The first, middle and last `count` tokens of a vocabulary, in the order of their ids. */
export function sampleVocab({ vocab }: Pick<Tokenizer, "vocab">, count = 10): VocabSample {
  checkInteger("sampleVocab", "count", count, 1);
  const slice = (start: number) => {
    const from = Math.max(0, Math.min(start, vocab.length - count));
    return vocab.slice(from, from + count).map((token, i) => ({ id: from + i, token }));
  };
  return { first: slice(0), middle: slice((vocab.length - count) >> 1), last: slice(vocab.length) };
}

/**
 * Reports how a vocabulary fits texts: those it was fitted to, or those of another split.
 *
 * @param encoded - The texts as `tokenizer.encodeBatch` gives them without `maxLength`.
 */
export function inspectEncoded(
  tokenizer: Tokenizer,
  encoded: EncodedTexts,
  { maxLength = Infinity, maxPoints = 100 }: InspectOptions = {},
): EncodingReport {
  if (maxLength !== Infinity) checkInteger("inspectEncoded", "maxLength", maxLength, 1);
  checkInteger("inspectEncoded", "maxPoints", maxPoints, 2);
  const { tokenIds, offsets, numUnknown } = encoded;
  const numTokens = tokenIds.length;
  const lengths = offsets.slice(1).map((end, i) => end - offsets[i]!);
  lengths.sort();
  const numTexts = lengths.length;
  const tooLong = lengths.filter((length) => length > maxLength);
  const dropped = tooLong.reduce((sum, length) => sum + length - maxLength, 0);
  const rankPlot = plotRanks(tokenizer, tokenIds, maxPoints);
  return {
    numTexts,
    numTokens,
    numDistinct: rankPlot.at(-1)?.rank ?? 0,
    unknownRate: ratio(numUnknown, numTokens),
    truncatedShare: ratio(tooLong.length, numTexts),
    droppedShare: ratio(dropped, numTokens),
    lengths: {
      min: lengths[0] ?? 0,
      median: ratio((lengths[(numTexts - 1) >> 1] ?? 0) + (lengths[numTexts >> 1] ?? 0), 2),
      max: lengths.at(-1) ?? 0,
      mean: ratio(numTokens, numTexts),
    },
    rankPlot,
  };
}

function plotRanks({ vocab, unkId }: Tokenizer, tokenIds: Int32Array, maxPoints: number): RankPoint[] {
  const counts = new Float64Array(vocab.length);
  for (const id of tokenIds) counts[id]!++;
  const ids = Array.from(counts.keys()).filter((id) => counts[id]! > 0 && id !== unkId);
  ids.sort((a, b) => counts[b]! - counts[a]! || a - b);
  const points: RankPoint[] = [];
  let covered = 0;
  for (const [index, id] of ids.entries()) {
    covered += counts[id]!;
    const wanted = Math.round(ids.length ** (points.length / (maxPoints - 1)));
    if (index + 1 < wanted && index + 1 < ids.length) continue;
    const coverage = ratio(covered, tokenIds.length);
    points.push({ rank: index + 1, id, token: vocab[id]!, count: counts[id]!, coverage });
  }
  return points;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
