// The ops of layers on an engine alone: what answers and does not learn needs no TensorFlow.js.

import type { Activation, PackedLayout, PoolMode } from "../contract.ts";
import type { DenseWeights, LayerOps, LstmOptions, LstmWeights } from "../layer-ops.ts";
import { keepThreshold } from "../random.ts";
import type { Engine, Values } from "./engine.ts";
import type { Block } from "./heap.ts";
import { type Operation, type Scalars, scalarList } from "./operations.ts";

/** Row-major `[numRows, numColumns]`, where the engine reads it. */
export interface Matrix {
  readonly values: Float32Array;
  readonly numRows: number;
  readonly numColumns: number;
}

/** Matrices of an engine: weights, which it holds until they are released, and what is computed from them. */
export class EngineOps implements LayerOps<Matrix> {
  readonly #engine: Engine;
  readonly #held: Block[] = [];
  #scope: Block[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** @param shape - `[rows, columns]`, or `[columns]` of one row. */
  hold(values: Float32Array, shape: readonly number[]): Matrix {
    const [numColumns, numRows] = [shape.at(-1)!, shape.length === 1 ? 1 : shape[0]!];
    if (!this.#engine.copiesInputs) return { values, numRows, numColumns };
    const held = this.#allocate(numRows, numColumns, this.#held);
    held.values.set(values);
    return held;
  }

  /** Frees what it holds; nothing can be computed from it afterwards. */
  release(): void {
    for (const block of this.#held.splice(0)) this.#engine.heap.free(block);
  }

  /** A copy of what `compute` gives; what else it made is freed. */
  read(compute: () => Matrix): Float32Array {
    const outer = this.#scope;
    this.#scope = [];
    try {
      return compute().values.slice();
    } finally {
      for (const block of this.#scope) this.#engine.heap.free(block);
      this.#scope = outer;
    }
  }

  embedding(table: Matrix, tokenIds: Int32Array): Matrix {
    const { numRows, numColumns: width } = table;
    const rows = this.#output(tokenIds.length, width);
    this.#run("gather", [table.values, tokenIds, rows.values], { numRows, width });
    return rows;
  }

  lstm(
    x: Matrix,
    { numTokens, offsets }: PackedLayout,
    { kernel, recurrentKernel, bias }: LstmWeights<Matrix>,
    { reverse = false, rowIndex }: LstmOptions = {},
  ): Matrix {
    const units = recurrentKernel.numRows;
    const y = this.#output(numTokens, units);
    const [gates, cells] = [this.#output(numTokens, 4 * units), this.#output(numTokens, units)];
    const arrays = [x, kernel, recurrentKernel, bias, y, gates, cells].map(({ values }) => values);
    const scalars = { numTokens, numRows: x.numRows, inputSize: x.numColumns, units, reverse };
    this.#run("lstm", [offsets, ...arrays, ...(rowIndex ? [rowIndex] : [])], scalars);
    return y;
  }

  sequencePool(x: Matrix, { numTokens, offsets, sortedIndices }: PackedLayout, mode: PoolMode): Matrix {
    const { numColumns: width } = x;
    const pooled = this.#output(sortedIndices.length, width);
    // Which row won is for gradients: nobody reads it, so that it need not lie in the engine's memory.
    const winners = mode === "max" ? [new Int32Array(pooled.values.length)] : [];
    this.#run("sequencePool", [offsets, sortedIndices, x.values, pooled.values, ...winners], {
      numTokens,
      width,
      mode,
    });
    return pooled;
  }

  dense(x: Matrix, { kernel, bias }: DenseWeights<Matrix>, activation: Activation = "linear"): Matrix {
    const { numRows, numColumns: inputSize } = x;
    const outputSize = kernel.numColumns;
    const y = this.#output(numRows, outputSize);
    const arrays = [x, kernel, bias, y].map(({ values }) => values);
    this.#run("dense", arrays, { numRows, inputSize, outputSize, activation });
    return y;
  }

  concatColumns(a: Matrix, b: Matrix): Matrix {
    const { numRows } = a;
    const targetWidth = a.numColumns + b.numColumns;
    const joined = this.#output(numRows, targetWidth);
    for (const [part, targetColumn] of [
      [a, 0],
      [b, a.numColumns],
    ] as const) {
      const numColumns = part.numColumns;
      const source = { numRows, numColumns, sourceWidth: numColumns, sourceColumn: 0 };
      this.#run("copyColumns", [part.values, joined.values], { ...source, targetWidth, targetColumn });
    }
    return joined;
  }

  dropout(x: Matrix, rate: number, seed: number): Matrix {
    const y = this.#output(x.numRows, x.numColumns);
    const scalars = { size: y.values.length, seed, threshold: keepThreshold(rate), scale: 1 / (1 - rate) };
    this.#run("dropout", [x.values, y.values], scalars);
    return y;
  }

  #run<Name extends Operation>(operation: Name, arrays: readonly Values[], scalars: Scalars<Name>): void {
    this.#engine.run(operation, arrays, scalarList(operation, scalars));
  }

  #output(numRows: number, numColumns: number): Matrix {
    return this.#allocate(numRows, numColumns, this.#scope);
  }

  #allocate(numRows: number, numColumns: number, blocks: Block[]): Matrix {
    const block = this.#engine.heap.allocate(4 * numRows * numColumns);
    blocks.push(block);
    const values = new Float32Array(block.slab.buffer, block.begin, numRows * numColumns);
    return { values, numRows, numColumns };
  }
}
