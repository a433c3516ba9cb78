// From 32-bit keys to their numbers: open addressing in flat arrays, which take less room than a Map.

export class KeyTable {
  /** Keys that were added. */
  size = 0;
  /** In the order of their numbers. */
  #keys: Uint32Array;
  /** One more than the number of the key; 0 where there is none. At most half of them are taken. */
  #slots: Int32Array;

  constructor(capacity = 1024) {
    this.#keys = new Uint32Array(capacity);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, 2 * capacity))));
  }

  /**
   * Of keys in their order.
   *
   * @param keys - Kept; they must stay as they are.
   */
  static of(keys: Uint32Array): KeyTable {
    const table = new KeyTable(0);
    table.#keys = keys;
    table.#place(keys.length);
    return table;
  }

  /** The number of a key; -1 for one that was not added. */
  find(key: number): number {
    return this.#slots[this.#slotOf(key)]! - 1;
  }

  /** The number of a key, which is the next one if it is new. */
  add(key: number): number {
    const slot = this.#slotOf(key);
    if (this.#slots[slot] !== 0) return this.#slots[slot]! - 1;
    if (this.size === this.#keys.length) {
      const keys = new Uint32Array(Math.max(16, 2 * this.size));
      keys.set(this.#keys);
      this.#keys = keys;
    }
    this.#keys[this.size++] = key;
    this.#slots[slot] = this.size;
    if (2 * this.size > this.#slots.length) this.#place(this.size);
    return this.size - 1;
  }

  /** In the order of their numbers. */
  keys(): Uint32Array {
    return this.#keys.slice(0, this.size);
  }

  /** Keys are hashes: their last bits are as good as any. */
  #slotOf(key: number): number {
    const [keys, slots] = [this.#keys, this.#slots];
    const mask = slots.length - 1;
    let slot = key & mask;
    for (let number = slots[slot]!; number !== 0 && keys[number - 1] !== key; number = slots[slot]!) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Puts the first so many keys into more slots. One loop: a model has a hundred thousand, and most processes read one model. */
  #place(numKeys: number): void {
    const keys = this.#keys;
    const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, 2 * numKeys + 1))));
    const mask = slots.length - 1;
    let size = 0;
    for (let i = 0; i < numKeys; i++) {
      const key = keys[i]!;
      let slot = key & mask;
      let number = slots[slot]!;
      while (number !== 0 && keys[number - 1] !== key) {
        slot = (slot + 1) & mask;
        number = slots[slot]!;
      }
      if (number !== 0) continue;
      slots[slot] = i + 1;
      size++;
    }
    this.#slots = slots;
    this.size = size;
  }
}
