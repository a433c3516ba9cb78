// The ids that every vocabulary begins with, and those that it may end with.

/** Fills a batch past the end of a text. */
export const PAD_ID = 0;

/** Stands for a token that is not in the vocabulary. */
export const UNK_ID = 1;

/** How `PAD_ID` is written; no text contains it as a token. */
export const PAD_TOKEN = "[PAD]";

/** How `UNK_ID` is written; no text contains it as a token. */
export const UNK_TOKEN = "[UNK]";

/** `PAD_ID` and `UNK_ID`; the first word has this id. */
export const NUM_RESERVED = 2;

/** How a hash bucket is written; no text contains it as a token. */
export function bucketToken(bucket: number): string {
  return `[HASH${bucket}]`;
}
