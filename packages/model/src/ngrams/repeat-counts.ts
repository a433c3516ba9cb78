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

  /** Of `numbers`, those from `start` to `end`; what is below 0 is left out. */
  addAll(numbers: Int32Array, start: number, end: number): void {
    this.#numAdded += end - start;
    const [marks, base] = [this.#marks, this.#base];
    for (let i = start; i < end; i++) {
      const number = numbers[i]!;
      if (number < 0) continue;
      const mark = marks[number]!;
      if (mark === base + 1) this.#repeated.push(number);
      marks[number] = mark > base ? mark + 1 : base + 1;
    }
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
