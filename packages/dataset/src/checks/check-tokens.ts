// How the splits look to a tokenizer: what a length limit cuts off, and what the vocabulary does not know.

import { sentence, setting } from "@newsclf-internal/errors";
import { SPLIT_NAMES, type SplitName } from "../split/splits.ts";
import { percent, result } from "./_result.ts";
import type { CheckResult } from "./check-report.ts";

/** One split as token ids. `inspectEncoded` of `@newsclf/tokenizer` reports it. */
export interface TokenStatistics {
  /** Share of the texts longer than the limit; fraction in `[0, 1]`. */
  readonly truncatedShare: number;
  /** Share of the tokens past the limit; fraction in `[0, 1]`. */
  readonly droppedShare: number;
  /** Share of the tokens that are not in the vocabulary; fraction in `[0, 1]`. */
  readonly unknownRate: number;
}

/** News puts what matters first, so that a small part of the tokens at the ends of the texts is no loss. */
const MAX_DROPPED_SHARE = 0.1;

/**
 * Every tenth word unread. News in the language of the training texts stays below: about 2 % after 24,000 texts, 8 %
 * after 10,000 headlines. Other languages and shuffled letters are far above.
 */
const MAX_UNKNOWN_RATE = 0.15;

/**
 * Checks what a tokenizer makes of the splits.
 *
 * @param maxLength - The limit, in tokens.
 * @param isUnspaced - Whether the texts are in a script without blanks between words, and were cut at blanks all the same.
 * @returns `DATA_TRUNCATED` and `DATA_UNSEEN_WORDS`, about no rows in particular.
 */
export function checkTokens(
  splits: Readonly<Partial<Record<SplitName, TokenStatistics>>>,
  maxLength: number,
  isUnspaced = false,
): CheckResult[] {
  const given = SPLIT_NAMES.flatMap((name) => (splits[name] === undefined ? [] : [{ name, ...splits[name] }]));
  const truncated = Math.max(0, ...given.map(({ truncatedShare }) => truncatedShare));
  const dropped = Math.max(0, ...given.map(({ droppedShare }) => droppedShare));
  const unknown = given.filter(({ name }) => name !== "train");
  const rates = unknown.map(({ name, unknownRate }) => `${percent(unknownRate)} of the ${name} tokens`);
  return [
    result(
      "DATA_TRUNCATED",
      dropped > MAX_DROPPED_SHARE ? "warn" : "pass",
      `${percent(truncated)} of the texts are longer than ${maxLength} tokens; ${percent(dropped)} of the tokens are cut`,
      [],
      sentence`raise ${setting("maxLength")}`,
    ),
    result(
      "DATA_UNSEEN_WORDS",
      unknown.some(({ unknownRate }) => unknownRate > MAX_UNKNOWN_RATE) ? "warn" : "pass",
      rates.length === 0 ? "no split to compare with train" : `${rates.join(" and ")} are not in the vocabulary`,
      [],
      isUnspaced
        ? sentence`${setting("segmentation", "dictionary")}: these texts have no blanks between words`
        : "more training texts, a larger vocabulary, or a split that mixes better",
    ),
  ];
}
