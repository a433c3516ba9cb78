// Sparse rows under construction, in arrays that grow. n = rows.

/** Row `i` owns the entries `offsets[i] .. offsets[i + 1]`. */
export interface NgramRows {
  /** Features, each once a row. */
  readonly columns: Int32Array;
  readonly values: Float32Array;
  /** `[n + 1]`. */
  readonly offsets: Int32Array;
}

export class RowBuilder {
  #length = 0;
  #columns = new Int32Array(1 << 10);
  #values = new Float32Array(1 << 10);
  readonly #ends: number[] = [0];
  /** Where the block starts that is under construction, and its squared length. */
  #start = 0;
  #square = 0;

  push(column: number, value: number): void {
    if (this.#length === this.#columns.length) {
      const [columns, values] = [this.#columns, this.#values];
      this.#columns = new Int32Array(2 * columns.length);
      this.#values = new Float32Array(2 * values.length);
      this.#columns.set(columns);
      this.#values.set(values);
    }
    this.#square += value * value;
    this.#columns[this.#length] = column;
    this.#values[this.#length++] = value;
  }

  /** Scales what came since the last block to length 1. */
  endBlock(): void {
    const factor = 1 / Math.sqrt(this.#square);
    for (let k = this.#start; k < this.#length; k++) this.#values[k]! *= factor;
    this.#start = this.#length;
    this.#square = 0;
  }

  endRow(): void {
    this.#ends.push(this.#length);
  }

  rows(): NgramRows {
    return {
      columns: this.#columns.slice(0, this.#length),
      values: this.#values.slice(0, this.#length),
      offsets: Int32Array.from(this.#ends),
    };
  }
}
