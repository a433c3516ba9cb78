// Word vectors that somebody trained elsewhere. E = numbers a word.

/** Some words of a file, in its order. */
export interface WordVectors {
  readonly words: readonly string[];
  /** Row-major `[words, E]`. */
  readonly values: Float32Array;
  /** E. */
  readonly size: number;
}

/** Which words are kept. @param rank - Position in the file, from 0: most are in order of frequency. */
export type IsWanted = (word: string, rank: number) => boolean;

/** What a reader of one format is given. */
export interface VectorBytes {
  /** From the beginning. */
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly isWanted: IsWanted;
  /** Numbers a word, if a first line says so. */
  readonly size: number | undefined;
  /** Bytes of that first line. */
  readonly headerLength: number;
}

/** Words under construction, in an array that grows. */
export class WordVectorsBuilder {
  readonly size: number;
  readonly #words: string[] = [];
  #values = new Float32Array(1 << 12);

  /** @param size - E. */
  constructor(size: number) {
    this.size = size;
  }

  /** @param vector - E numbers. */
  add(word: string, vector: ArrayLike<number>): void {
    const start = this.#words.length * this.size;
    while (start + this.size > this.#values.length) {
      const values = this.#values;
      this.#values = new Float32Array(2 * values.length);
      this.#values.set(values);
    }
    this.#values.set(vector, start);
    this.#words.push(word);
  }

  build(): WordVectors {
    return { words: this.#words, values: this.#values.slice(0, this.#words.length * this.size), size: this.size };
  }
}
