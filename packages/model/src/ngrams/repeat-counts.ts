// Which numbers a text has more than once. Most it has once: of these nothing is kept but a mark.

export class RepeatCounts {
  /** By number: `base` and how often it has come since; less than that where it has not come. */
  readonly #marks: Int32Array;
  #base = 0;
  /** Of the text, added so far: more marks than that are not above the base. */
  #numAdded = 0;
  readonly #repeated: number[] = [];

  /** @param size - Numbers are below it. */
  constructor(size: number) {
    this.#marks = new Int32Array(size);
  }

  add(number: number): void {
    this.#numAdded++;
    this.#mark(number, this.#base);
  }

  /** Of `numbers`, those from `start` to `end`; what is below 0 is left out. */
  addAll(numbers: Int32Array, start: number, end: number): void {
    this.#numAdded += end - start;
    const base = this.#base;
    for (let i = start; i < end; i++) if (numbers[i]! >= 0) this.#mark(numbers[i]!, base);
  }

  #mark(number: number, base: number): void {
    const mark = this.#marks[number]!;
    if (mark === base + 1) this.#repeated.push(number);
    this.#marks[number] = mark > base ? mark + 1 : base + 1;
  }

  /** Tells of each number that came more than once, and begins anew. */
  endText(each: (number: number, count: number) => void): void {
    for (const number of this.#repeated) each(number, this.#marks[number]! - this.#base);
    this.#repeated.length = 0;
    this.#base += this.#numAdded;
    this.#numAdded = 0;
    if (this.#base < 2 ** 30) return;
    this.#marks.fill(0);
    this.#base = 0;
  }
}
