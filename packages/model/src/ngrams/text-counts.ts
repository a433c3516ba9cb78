// How often each of some numbers occurs in one text after another.

export class TextCounts {
  #counts: Int32Array;
  readonly #touched: number[] = [];

  /** @param size - Numbers are below it, or it grows. */
  constructor(size: number) {
    this.#counts = new Int32Array(size);
  }

  add(number: number): void {
    if (number >= this.#counts.length) this.#grow();
    if (this.#counts[number]!++ === 0) this.#touched.push(number);
  }

  /** Tells of each number once, in the order in which they came, and begins anew. */
  endText(each: (number: number, count: number) => void): void {
    for (const number of this.#touched) {
      each(number, this.#counts[number]!);
      this.#counts[number] = 0;
    }
    this.#touched.length = 0;
  }

  #grow(): void {
    const counts = this.#counts;
    this.#counts = new Int32Array(2 * counts.length);
    this.#counts.set(counts);
  }
}
