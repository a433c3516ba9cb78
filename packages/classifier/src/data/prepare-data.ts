// Rows to token ids of each split, checked.

import {
  type CheckResult,
  checkDataset,
  checkTokens,
  isUnspaced,
  type LengthStatistics,
  lengthStatistics,
  SPLIT_NAMES,
  type SplitName,
  selectRows,
  type TokenDataset,
  tokenLengths,
  truncateTokens,
} from "@newsclf/dataset";
import { deriveSeed } from "@newsclf/kernels";
import type { Tokenizer } from "@newsclf/tokenizer";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { OnProgress } from "../progress.ts";
import type { Settings } from "../settings/settings.ts";
import { showColumns } from "./file-summary.ts";
import { joinTexts } from "./join-texts.ts";
import { coverage } from "./place-vectors.ts";
import type { Rows } from "./rows.ts";
import { joinSplits, type SplitReports, type TokenisedRows, tokeniseRows } from "./tokenise-rows.ts";
import { pickRows, positionsIn } from "./used-rows.ts";

/** What a model is trained and measured on. */
export interface PreparedData {
  readonly rows: Rows;
  readonly tokenizer: Tokenizer;
  /** Token ids, cut at `maxLength`. */
  readonly tokens: Readonly<Record<SplitName, TokenDataset>>;
  /** Those of the training texts and of the texts without labels, not cut: what word vectors may come from. */
  readonly wholeTexts: Pick<TokenDataset, "tokenIds" | "offsets">;
  /** How texts were cut. */
  readonly settings: Settings;
  /** Of the training texts. */
  readonly characters: LengthStatistics;
  readonly tokensPerText: LengthStatistics;
  /** Texts of all splits that were cut. */
  readonly numTruncated: number;
  /** Share of the training tokens whose word has a vector; undefined without vectors from elsewhere. */
  readonly vectorCoverage: number | undefined;
  readonly reports: SplitReports;
  /** What spoils training; empty where nothing was checked. */
  readonly checks: readonly CheckResult[];
}

/**
 * @param needed - Splits that must have rows.
 * @throws NewsclfError `DATA_TEXT_COLUMN` or `DATA_LABEL_COLUMN` where a column was chosen by mistake, `ROW_NO_TOKENS`,
 * `CONFIG` when a split has no rows.
 */
export function prepareData(
  rows: Rows,
  settings: Settings,
  onProgress?: OnProgress,
  needed: readonly SplitName[] = ["train", "test"],
): PreparedData {
  const { maxLength } = settings;
  const { tokenised, checks } = settings.checks ? checkRows(rows, settings, onProgress) : { checks: [] };
  stopAtWrongColumn(rows, checks);
  for (const name of needed) {
    if (rows.splits[name].length > 0) continue;
    throw new NewsclfError("CONFIG", `the ${name} split has no rows`, {
      fix: sentence`change ${setting("split")}, or use more rows`,
    });
  }
  const { tokenizer, encoded, unlabelled, reports } = tokenised ?? tokeniseRows(rows, settings, onProgress);
  const whole = (name: SplitName): TokenDataset => {
    const { tokenIds, offsets } = encoded[name];
    return { tokenIds, offsets, labels: rows.splits[name].map((row) => rows.labels[row]!) };
  };
  const wholeTrain = whole("train");
  const tokens = {
    train: truncateTokens(wholeTrain, maxLength),
    validation: truncateTokens(whole("validation"), maxLength),
    test: truncateTokens(whole("test"), maxLength),
  };
  return {
    ...{ rows, settings, tokenizer, reports, checks, tokens },
    vectorCoverage: rows.vectors && coverage(rows.vectors, tokenizer.vocab, wholeTrain),
    wholeTexts: joinTexts(wholeTrain, unlabelled),
    characters: lengthStatistics(Array.from(rows.splits.train, (row) => rows.texts[row]!.length)),
    tokensPerText: lengthStatistics(tokenLengths(tokens.train)),
    numTruncated: Object.values(reports).reduce(
      (sum, { truncatedShare, numTexts }) => sum + Math.round(truncatedShare * numTexts),
      0,
    ),
  };
}

/** What is wrong with the rows, and with what the tokenizer makes of them, if it makes anything. */
export function checkRows(
  rows: Rows,
  settings: Settings,
  onProgress?: OnProgress,
): { readonly tokenised?: TokenisedRows; readonly checks: readonly CheckResult[] } {
  const tokenised = tryToTokenise(rows, settings, onProgress);
  onProgress?.({ step: `checking ${rows.texts.length.toLocaleString("en-US")} rows`, done: 0, total: undefined });
  // What was left out as a duplicate is no longer there to be warned of.
  const used = Int32Array.from(SPLIT_NAMES.flatMap((name) => [...rows.splits[name]])).sort();
  const words = tokenised && {
    ...selectRows({ ...joinSplits(rows, tokenised.encoded), labels: new Int32Array(rows.texts.length) }, used),
    vocab: tokenised.tokenizer.vocab,
    unkId: tokenised.tokenizer.unkId,
  };
  const { checks } = checkDataset(pickRows(rows, used), {
    splits: positionsIn(used, rows.splits),
    words,
    seed: deriveSeed(settings.seed, "checks"),
  });
  const isUnsplit = settings.segmentation === "spaces" && isUnspaced(rows.texts);
  const found = checks.map((result) => ({ ...result, rows: result.rows.map((i) => used[i]!) }));
  if (tokenised === undefined) return { checks: found };
  return { tokenised, checks: [...found, ...checkTokens(tokenised.reports, settings.maxLength, isUnsplit)] };
}

/** Undefined where no text has a word: the checks say more about that. */
function tryToTokenise(rows: Rows, settings: Settings, onProgress?: OnProgress): TokenisedRows | undefined {
  try {
    return tokeniseRows(rows, settings, onProgress);
  } catch (error) {
    if (error instanceof NewsclfError && error.code === "ROW_NO_TOKENS") return undefined;
    throw error;
  }
}

/** What else is wrong is for people to judge. */
function stopAtWrongColumn({ files }: Rows, checks: readonly CheckResult[]): void {
  const wrong = checks.find(({ status, code }) => status === "fail" && code.endsWith("_COLUMN"));
  if (wrong === undefined) return;
  const column = wrong.code === "DATA_TEXT_COLUMN" ? "textColumn" : "labelColumn";
  const [file] = files;
  throw new NewsclfError(wrong.code, wrong.message, {
    ...(file && { place: `${file.name}: ${showColumns(file)}` }),
    fix: sentence`choose another ${setting(column)}, or ${setting("checks", false)}`,
  });
}
