// The two ids that every vocabulary begins with.

/** Fills a batch past the end of a text. */
export const PAD_ID = 0;

/** Stands for a token that is not in the vocabulary. */
export const UNK_ID = 1;

/** How `PAD_ID` is written; no text contains it as a token. */
export const PAD_TOKEN = "[PAD]";

/** How `UNK_ID` is written; no text contains it as a token. */
export const UNK_TOKEN = "[UNK]";
