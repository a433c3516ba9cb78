// Texts that may have several classes, or none: their labels are positions among the sets of classes that occur.

/** Sets of classes, each with a number. Where only right or wrong counts, a set is a label like any other. C = classes. */
export class LabelSets {
  /** C. */
  readonly numClasses: number;
  readonly #sets: Int32Array[] = [];
  readonly #ids = new Map<string, number>();

  /** @param sets - In the order of their numbers; class indices of each, ascending. */
  constructor(numClasses: number, sets: Iterable<Iterable<number>> = []) {
    this.numClasses = numClasses;
    for (const set of sets) this.idOf(set);
  }

  /** How many there are. */
  get size(): number {
    return this.#sets.length;
  }

  /** The number of a set, which is the next one if the set is new. @param classes - Class indices, ascending. */
  idOf(classes: Iterable<number>): number {
    const set = Int32Array.from(classes);
    const key = set.join();
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#sets.length);
    return this.#sets.push(set) - 1;
  }

  /** Class indices, ascending. */
  classesOf(id: number): Int32Array {
    return this.#sets[id]!;
  }

  /** Plain data, which the constructor takes. */
  toList(): readonly Int32Array[] {
    return [...this.#sets];
  }
}
