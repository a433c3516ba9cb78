// Texts to token ids, each text once, and the vocabulary from the training texts only.

import { SPLIT_NAMES, type SplitName } from "@newsclf/dataset";
import {
  addWords,
  type BuildTokenizerOptions,
  buildTokenizer,
  type EncodedTexts,
  type EncodingReport,
  fitTokenizer,
  inspectEncoded,
  type Tokenizer,
} from "@newsclf/tokenizer";
import { NewsclfError } from "@newsclf-internal/errors";
import { type OnProgress, track } from "../progress.ts";
import type { Settings } from "../settings/settings.ts";
import type { Rows } from "./rows.ts";

/** A vocabulary and what it makes of the splits. */
export interface TokenisedRows {
  readonly tokenizer: Tokenizer;
  /** Whole texts: they are cut at `maxLength` only after they were looked at. */
  readonly encoded: Readonly<Record<SplitName, EncodedTexts>>;
  /** The texts without labels, whole. */
  readonly unlabelled: EncodedTexts;
  /** How the vocabulary fits each split that has rows. */
  readonly reports: SplitReports;
}

export type SplitReports = Readonly<Partial<Record<SplitName, EncodingReport>>>;

/** @throws NewsclfError `ROW_NO_TOKENS` when no training text has a word, `CONFIG` for settings that do not fit. */
export function tokeniseRows(rows: Rows, settings: Settings, onProgress?: OnProgress): TokenisedRows {
  const fitted = fitVocabulary(rows, settings, onProgress);
  const known = [...(rows.initial?.vocab ?? []), ...(rows.vectors?.words ?? [])];
  const tokenizer = known.length > 0 ? addWords(fitted.tokenizer, known) : fitted.tokenizer;
  const encode = (name: string, texts: readonly string[]): EncodedTexts =>
    tokenizer.encodeBatch(track(texts, `tokenising ${name}`, onProgress));
  const encodeSplit = (name: SplitName): EncodedTexts => encode(name, textsOf(rows, name));
  const more = rows.unlabelled.texts;
  const encoded = {
    train: (more.length === 0 && known.length === 0 ? fitted.encoded : undefined) ?? encodeSplit("train"),
    validation: encodeSplit("validation"),
    test: encodeSplit("test"),
  };
  const used = SPLIT_NAMES.filter((name) => rows.splits[name].length > 0);
  const { maxLength } = settings;
  const reports = used.map((name) => [name, inspectEncoded(tokenizer, encoded[name], { maxLength })]);
  return { tokenizer, encoded, unlabelled: encode("unlabelled texts", more), reports: Object.fromEntries(reports) };
}

/** All rows of all splits in the order of the rows. */
export function joinSplits(
  { splits, texts }: Rows,
  encoded: TokenisedRows["encoded"],
): Pick<EncodedTexts, "tokenIds" | "offsets"> {
  const offsets = new Int32Array(texts.length + 1);
  const forEachRow = (visit: (row: number, ids: Int32Array) => void): void => {
    for (const name of SPLIT_NAMES) {
      const { tokenIds, offsets } = encoded[name];
      splits[name].forEach((row, i) => {
        visit(row, tokenIds.subarray(offsets[i]!, offsets[i + 1]!));
      });
    }
  };
  forEachRow((row, ids) => {
    offsets[row + 1] = ids.length;
  });
  for (let row = 0; row < texts.length; row++) offsets[row + 1]! += offsets[row]!;
  const tokenIds = new Int32Array(offsets[texts.length]!);
  forEachRow((row, ids) => {
    tokenIds.set(ids, offsets[row]!);
  });
  return { tokenIds, offsets };
}

function textsOf({ splits, texts }: Rows, name: SplitName): string[] {
  return Array.from(splits[name], (row) => texts[row]!);
}

/**
 * The vocabulary alone, before the words of vectors join it, with the ids of the texts that it was fitted to where they were
 * kept. Throws as `tokeniseRows` does.
 */
export function fitVocabulary(
  rows: Rows,
  settings: Settings,
  onProgress?: OnProgress,
): { tokenizer: Tokenizer; encoded?: EncodedTexts } {
  const { numbers, vocabularyFrom } = settings;
  const options: BuildTokenizerOptions = { ...settings, numbers: numbers ?? undefined };
  const labelled = vocabularyFrom === "all" ? rows.texts : textsOf(rows, "train");
  const texts = track([...labelled, ...rows.unlabelled.texts], "fitting the vocabulary", onProgress);
  try {
    return vocabularyFrom === "all" ? { tokenizer: buildTokenizer(texts, options) } : fitTokenizer(texts, options);
  } catch (cause) {
    if (cause instanceof RangeError) throw new NewsclfError("CONFIG", cause.message.replace(/^\w+: /, ""), { cause });
    if (!(cause instanceof NewsclfError && cause.code === "ROW_NO_TOKENS")) throw cause;
    const { fix } = cause.sentences;
    throw new NewsclfError(cause.code, "none of the training texts has a word in it", { fix, cause });
  }
}
