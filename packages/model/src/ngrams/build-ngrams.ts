// Which n-grams some texts have: those of at least two texts, and words that are known otherwise. n = texts, F = features.

import { KeyTable } from "./key-table.ts";
import { type NgramBlock, NgramFeatures } from "./ngram-features.ts";
import { oneWordKey } from "./ngram-keys.ts";
import { NgramReader } from "./ngram-reader.ts";
import { type NgramRows, RowBuilder } from "./row-builder.ts";
import { NgramCounts, type TextCounts } from "./text-counts.ts";
import { scaleToUnit, weightOf } from "./weigh.ts";
import { withRoom } from "./with-room.ts";

/** An n-gram of a single text says nothing of others. */
const MIN_TEXTS = 2;

/** The n-grams of some texts. */
export interface BuiltNgrams {
  readonly features: NgramFeatures;
  /** `[n, F]`: the texts, as `features.rows` gives them. */
  readonly rows: NgramRows;
}

/** Options of `buildNgrams`. */
export interface BuildNgramsOptions {
  /** Words that have a feature in any case, unless there are more of them than `maxFeatures`. */
  readonly knownWords?: readonly string[] | undefined;
  /** About how many features there may be beside the known words: those of the most texts. Default: all. */
  readonly maxFeatures?: number | undefined;
}

/**
 * The features of texts, and the texts as rows of them; no labels are looked at.
 *
 * @param texts - At least one.
 */
export function buildNgrams(
  texts: Iterable<string>,
  { knownWords = [], maxFeatures = Number.POSITIVE_INFINITY }: BuildNgramsOptions = {},
): BuiltNgrams {
  const known = knownWords.length <= maxFeatures ? knownWords.map(oneWordKey) : [];
  const counts = new NgramCounts(1 << 12, 1 << 12);
  const words = new BlockBuilder(
    counts.words,
    known.filter((key) => key !== undefined),
  );
  const characters = new BlockBuilder(counts.characters, []);
  const reader = new NgramReader({ wordNumber: words.numberOf, characterNumber: characters.numberOf });
  for (const text of texts) {
    reader.read(text, counts);
    words.endText();
    characters.endText();
  }
  const minTexts = leastTexts([words, characters], maxFeatures);
  const blocks = [words.build(minTexts), characters.build(minTexts)] as const;
  const [numWords] = blocks.map(({ block }) => block.keys.length);
  return {
    features: new NgramFeatures(blocks[0].block, blocks[1].block),
    rows: weighRows(blocks, numWords!),
  };
}

/** In how many texts an n-gram must be so that there are not too many of them. */
function leastTexts(builders: readonly BlockBuilder[], maxFeatures: number): number {
  /** By number of texts, the n-grams that are in so many. */
  const tally = new Map<number, number>();
  for (const builder of builders) {
    for (const numTexts of builder.textsOfOthers()) tally.set(numTexts, (tally.get(numTexts) ?? 0) + 1);
  }
  const descending = [...tally].sort(([a], [b]) => b - a);
  let [least, size] = [Number.POSITIVE_INFINITY, 0];
  for (const [numTexts, count] of descending) {
    size += count;
    if (numTexts < MIN_TEXTS || size > maxFeatures) break;
    least = numTexts;
  }
  return Math.max(least, MIN_TEXTS);
}

interface BuiltBlock {
  readonly block: NgramBlock;
  /** How often each n-gram is in each text, by numbers. */
  readonly counts: NgramRows;
  /** The feature of each number in the block; -1 for none. */
  readonly featureOf: Int32Array;
}

/** What the texts have of one kind of n-grams. */
class BlockBuilder {
  readonly #ofText: TextCounts;
  readonly #table = new KeyTable();
  /** In how many texts each key is. */
  #numTexts = new Int32Array(1 << 12);
  readonly #counts = new RowBuilder();
  readonly #numKnown: number;

  /**
   * @param ofText - What the text has that is read.
   * @param known - Keys that are kept however few texts have them.
   */
  constructor(ofText: TextCounts, known: readonly number[]) {
    this.#ofText = ofText;
    for (const key of known) this.#table.add(key);
    this.#numKnown = this.#table.size;
  }

  /** Every key has one. */
  readonly numberOf = (key: number): number => this.#table.add(key);

  endText(): void {
    this.#numTexts = withRoom(this.#numTexts, this.#table.size);
    const numTexts = this.#numTexts;
    this.#ofText.endText((numbers, length, counts) => {
      this.#counts.append(length, (columns, values, start) => {
        for (let i = 0; i < length; i++) {
          const number = numbers[i]!;
          numTexts[number]! += 1;
          columns[start + i] = number;
          values[start + i] = counts[number]!;
        }
        return length;
      });
    });
    this.#counts.endRow();
  }

  /** Of each n-gram that is not known, in how many texts it is. */
  textsOfOthers(): Int32Array {
    return this.#numTexts.subarray(this.#numKnown, this.#table.size);
  }

  /** With scikit-learn's smooth idf, `ln((1 + n) / (1 + df)) + 1`. */
  build(minTexts: number): BuiltBlock {
    const counts = this.#counts.rows();
    const total = counts.offsets.length;
    const keys = this.#table.keys();
    const featureOf = new Int32Array(keys.length).fill(-1);
    let numKept = 0;
    keys.forEach((_, number) => {
      if (number < this.#numKnown || this.#numTexts[number]! >= minTexts) featureOf[number] = numKept++;
    });
    const isKept = (_: number, number: number): boolean => featureOf[number]! >= 0;
    const numTexts = this.#numTexts.subarray(0, keys.length).filter(isKept);
    const idf = Float32Array.from(numTexts, (df) => Math.log(total / (1 + df)) + 1);
    return { block: { keys: keys.filter(isKept), idf }, counts, featureOf };
  }
}

/** @param numWords - The features of characters come after so many. */
function weighRows([words, characters]: readonly [BuiltBlock, BuiltBlock], numWords: number): NgramRows {
  const rows = new RowBuilder();
  for (let text = 0; text + 1 < words.counts.offsets.length; text++) {
    weighBlock(rows, words, text, 0);
    weighBlock(rows, characters, text, numWords);
    rows.endRow();
  }
  return rows.rows();
}

function weighBlock(rows: RowBuilder, { block, counts, featureOf }: BuiltBlock, text: number, first: number): void {
  const [from, to] = [counts.offsets[text]!, counts.offsets[text + 1]!];
  rows.append(to - from, (columns, values, start) => {
    let end = start;
    for (let k = from; k < to; k++) {
      const feature = featureOf[counts.columns[k]!]!;
      if (feature < 0) continue;
      columns[end] = first + feature;
      values[end++] = weightOf(counts.values[k]!, block.idf[feature]!);
    }
    scaleToUnit(values, start, end);
    return end - start;
  });
}
