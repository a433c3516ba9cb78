// Sparse rows under construction, in arrays that grow. n = rows.

import { withRoom } from "./with-room.ts";

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

  /**
   * Adds entries to the row.
   *
   * @param write - Fills `columns` and `values` from `start`, so many, and returns how many there are in truth.
   */
  append(atMost: number, write: (columns: Int32Array, values: Float32Array, start: number) => number): void {
    this.#columns = withRoom(this.#columns, this.#length + atMost);
    this.#values = withRoom(this.#values, this.#length + atMost);
    this.#length += write(this.#columns, this.#values, this.#length);
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
