// Texts to label, from wherever they come, a block at a time: only a block is in memory.

/** Texts labelled at once: enough for full batches, few enough to show something early. */
export const BLOCK_SIZE = 1024;

/** A text to label. */
export interface Item {
  readonly text: string;
  /** What else is known of it, which stands beside its label. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Where it stands, such as `in.jsonl:3`, if rows may have other columns than the first. */
  readonly place?: string;
}
