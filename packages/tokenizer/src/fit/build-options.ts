// The options of a tokenizer, their defaults and their limits.

import { checkInteger } from "../check-arguments.ts";
import { CHOICES, type PipelineSettings } from "../pipeline/pipeline.ts";
import { spellOut } from "../pipeline/spelled-out.ts";
import { NUM_RESERVED } from "../special-tokens.ts";

/** How text becomes tokens, and which tokens get an id. */
export interface BuildTokenizerOptions {
  /**
   * `"unicode"`: a token is a letter or digit of any script, then letters, marks and digits; invisible characters
   * (soft hyphen, zero-width joiners, direction marks, BOM) are removed.
   * `"spanish"`: a token is a run of `a-záéíóúüñ`; everything else separates. Default `"unicode"`.
   */
  readonly tokenizer?: "unicode" | "spanish" | undefined;
  /** `"fold"` turns every digit into 0 (1984 -> 0000), `"drop"` separates words at digits. Default `"keep"`. */
  readonly numbers?: "keep" | "fold" | "drop" | undefined;
  /** `"strip"` removes the marks U+0300..U+036F of Latin, Greek and Cyrillic (ñ -> n, й -> и). Default `"keep"`. */
  readonly accents?: "keep" | "strip" | undefined;
  /**
   * `"dictionary"` splits the scripts written without spaces (Han, Kana, Thai, Lao, Khmer, Myanmar) with
   * `Intl.Segmenter`. Words then depend on the runtime's ICU, and only this package reads the file. Default `"spaces"`.
   */
  readonly segmentation?: "spaces" | "dictionary" | undefined;
  /** Words to leave out of every text, each a single token. Default none. */
  readonly stopWords?: Iterable<string> | undefined;
  /** Most ids to give out, the reserved ones and the hash buckets included; at least 3. Default 50,000. */
  readonly maxVocabSize?: number | undefined;
  /** A word gets an id when it occurs at least so often. Default 1. */
  readonly minFrequency?: number | undefined;
  /** Which words win, and the order of their ids: most frequent (ties by first seen), or first seen. */
  readonly vocabularyOrder?: "frequency" | "first-seen" | undefined;
  /**
   * Ids that words outside the vocabulary share by a hash of the word, in place of `UNK_ID`. The ids learn something
   * only from training words that `minFrequency` or `maxVocabSize` leaves out. Other readers of the file give those
   * words `UNK_ID`. Default 0.
   */
  readonly hashBuckets?: number | undefined;
  /**
   * Distinct words to count at a time, at least 1,000; bounds the memory of fitting to about 100 bytes each. Past it
   * the rarest half is forgotten: see `TokenizerBuilder.countError`. Default 2,000,000.
   */
  readonly maxTrackedWords?: number | undefined;
}

/** The options with their defaults. */
export interface ResolvedOptions {
  /** Begins the errors. */
  readonly where: string;
  readonly settings: PipelineSettings;
  /** Most words that get an id of their own. */
  readonly maxWords: number;
  readonly minFrequency: number;
  readonly vocabularyOrder: "frequency" | "first-seen";
  readonly hashBuckets: number;
  readonly maxTrackedWords: number;
}

/**
 * Fills in the defaults; throws `RangeError` for a value out of range.
 *
 * @param where - The public function whose options they are.
 */
export function resolveOptions(where: string, options: BuildTokenizerOptions): ResolvedOptions {
  const { maxVocabSize = 50_000, minFrequency = 1, vocabularyOrder = "frequency" } = options;
  const { hashBuckets = 0, maxTrackedWords = 2_000_000 } = options;
  checkInteger(where, "hashBuckets", hashBuckets, 0);
  checkInteger(where, "maxVocabSize", maxVocabSize, NUM_RESERVED + 1 + hashBuckets);
  checkInteger(where, "minFrequency", minFrequency, 1);
  checkInteger(where, "maxTrackedWords", maxTrackedWords, 1000);
  checkChoice(where, "vocabularyOrder", vocabularyOrder, ["frequency", "first-seen"]);
  const settings = resolveSettings(where, options);
  const maxWords = maxVocabSize - NUM_RESERVED - hashBuckets;
  return { where, settings, maxWords, minFrequency, vocabularyOrder, hashBuckets, maxTrackedWords };
}

function resolveSettings(where: string, options: BuildTokenizerOptions): PipelineSettings {
  const tokenizer = options.tokenizer ?? "unicode";
  const settings = {
    tokenizer,
    numbers: options.numbers ?? (tokenizer === "spanish" ? "drop" : "keep"),
    accents: options.accents ?? "keep",
    segmentation: options.segmentation ?? "spaces",
    stopWords: [],
  } as const;
  for (const [name, choices] of Object.entries(CHOICES)) {
    checkChoice(where, name, settings[name as keyof typeof CHOICES], choices);
  }
  if (tokenizer === "spanish" && settings.numbers !== "drop") {
    throw new RangeError(
      `${where}: the tokenizer "spanish" has no digits; leave numbers out or use the tokenizer "unicode"`,
    );
  }
  return { ...settings, stopWords: normalizeStopWords(where, options.stopWords ?? [], settings) };
}

function normalizeStopWords(where: string, stopWords: Iterable<string>, settings: PipelineSettings): string[] {
  const { words } = spellOut(settings);
  const normalized = new Set<string>();
  for (const stopWord of stopWords) {
    const tokens = words(stopWord);
    if (tokens.length !== 1) {
      const what = `expected each stop word to be one token, got ${JSON.stringify(stopWord)} of ${tokens.length}`;
      throw new RangeError(`${where}: ${what}; list its tokens one by one`);
    }
    normalized.add(tokens[0]!);
  }
  return [...normalized].sort();
}

function checkChoice(where: string, name: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  throw new RangeError(`${where}: expected ${name} to be one of ${choices.join(", ")}, got ${String(value)}`);
}
