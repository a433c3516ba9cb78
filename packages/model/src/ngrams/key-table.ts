// From 32-bit keys to their numbers: open addressing in flat arrays, which take less room than a Map.

export class KeyTable {
  /** Keys that were added. */
  size = 0;
  #keys: Uint32Array;
  /** One more than the number of the key; 0 where there is none. */
  #numbers: Int32Array;

  constructor(capacity = 1024) {
    const numSlots = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * capacity)));
    this.#keys = new Uint32Array(numSlots);
    this.#numbers = new Int32Array(numSlots);
  }

  /** Of keys in their order. One loop, since a model has a hundred thousand and most processes read one. */
  static of(keys: Uint32Array): KeyTable {
    const table = new KeyTable(keys.length);
    const slots = table.#keys;
    const numbers = table.#numbers;
    const mask = slots.length - 1;
    let { size } = table;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      let slot = key & mask;
      while (numbers[slot] !== 0 && slots[slot] !== key) slot = (slot + 1) & mask;
      if (numbers[slot] !== 0) continue;
      slots[slot] = key;
      numbers[slot] = ++size;
    }
    table.size = size;
    return table;
  }

  /** The number of a key; -1 for one that was not added. */
  find(key: number): number {
    return this.#numbers[this.#slotOf(key)]! - 1;
  }

  /** The number of a key, which is the next one if it is new. */
  add(key: number): number {
    const slot = this.#slotOf(key);
    if (this.#numbers[slot] !== 0) return this.#numbers[slot]! - 1;
    this.#keys[slot] = key;
    this.#numbers[slot] = ++this.size;
    if (2 * this.size > this.#keys.length) this.#grow();
    return this.size - 1;
  }

  /** In the order of their numbers. */
  keys(): Uint32Array {
    const keys = new Uint32Array(this.size);
    this.#numbers.forEach((number, slot) => {
      if (number > 0) keys[number - 1] = this.#keys[slot]!;
    });
    return keys;
  }

  /** Keys are hashes: their last bits are as good as any. */
  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = key & mask;
    while (this.#numbers[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const keys = this.keys();
    this.#keys = new Uint32Array(2 * this.#keys.length);
    this.#numbers = new Int32Array(this.#keys.length);
    keys.forEach((key, number) => {
      const slot = this.#slotOf(key);
      this.#keys[slot] = key;
      this.#numbers[slot] = number + 1;
    });
  }
}
