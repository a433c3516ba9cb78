// Which word has which id: the reserved ids, the words in their order, the hash buckets.

import type { WordTable } from "@newsclf-internal/word-table";
import { bucketToken, NUM_RESERVED, PAD_TOKEN, UNK_ID, UNK_TOKEN } from "../special-tokens.ts";

/** The bucket of a word that has no id of its own; 0 where there are no buckets. */
export function bucketOf(hash: number, hashBuckets: number): number {
  return hashBuckets === 0 ? 0 : (hash >>> 0) % hashBuckets;
}

/** Words with ids of their own, and the ids that all other words share: `UNK_ID`, or hash buckets in its place. */
export class Vocabulary {
  readonly #words: WordTable;
  readonly #hashBuckets: number;
  readonly #firstBucketId: number;

  /**
   * @param words - The words in the order of their ids, which follow the reserved ones.
   * @param hashBuckets - How many ids, after the words, the other words share by their hash.
   */
  constructor(words: WordTable, hashBuckets: number) {
    this.#words = words;
    this.#hashBuckets = hashBuckets;
    this.#firstBucketId = NUM_RESERVED + words.size;
  }

  /** Ids, the reserved ones included. */
  get size(): number {
    return this.#firstBucketId + this.#hashBuckets;
  }

  /** `[vocabSize]`, the token of each id. */
  tokens(): string[] {
    const tokens = [PAD_TOKEN, UNK_TOKEN];
    for (let index = 0; index < this.#words.size; index++) tokens.push(this.#words.word(index));
    for (let bucket = 0; bucket < this.#hashBuckets; bucket++) tokens.push(bucketToken(bucket));
    return tokens;
  }

  idOf(units: Uint16Array, length: number, hash: number): number {
    const index = this.#words.find(units, length, hash);
    return index < 0 ? this.sharedId(bucketOf(hash, this.#hashBuckets)) : NUM_RESERVED + index;
  }

  /** The id of the words of a bucket. */
  sharedId(bucket: number): number {
    return this.#hashBuckets === 0 ? UNK_ID : this.#firstBucketId + bucket;
  }

  /** Whether words without an id of their own have this one. */
  isShared(id: number): boolean {
    return id === UNK_ID || id >= this.#firstBucketId;
  }
}
