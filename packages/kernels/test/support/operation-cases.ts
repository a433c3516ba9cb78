// Every operation of the engines as a case of random inputs: what the fuzz, the thread and the sanitizer tests run.

import * as tf from "@tensorflow/tfjs-core";
import {
  type Activation,
  adamW,
  concatColumns,
  dense,
  dropout,
  embedding,
  hash32,
  type LstmParams,
  lstm,
  type PoolMode,
  packedLayout,
  sequencePool,
  softmaxCrossEntropy,
  squaredNorm,
} from "../../src/index.ts";
import { sumRows } from "../../src/ops/gradients.ts";
import { createUniform } from "./random-case.ts";

/** Results by name; those that begin with `d` are gradients. */
export type Results = Record<string, Float32Array | Int32Array>;

export interface OperationCase {
  /** Operation and shape. */
  readonly name: string;
  /** Whether all engines must give the same bits. */
  readonly isExact: boolean;
  /** Runs on TensorFlow.js's current backend. */
  run(): Results;
}

/** A generator of integers in `low..high`. */
export function createIntegers(seed: number): (low: number, high: number) => number {
  let counter = hash32(seed ^ 0x5bd1e995);
  return (low, high) => low + (hash32(counter++) % (high - low + 1));
}

export interface LstmShape {
  readonly lengths: readonly number[];
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly reverse: boolean;
  /** R, rows that the tokens share; without, a row a token. */
  readonly numRows?: number;
}

export function lstmCase({ lengths, inputSize, hiddenSize, reverse, numRows }: LstmShape, seed: number): OperationCase {
  const layout = packedLayout(Int32Array.from(lengths));
  const N = layout.numTokens;
  const rowIndex = numRows === undefined ? undefined : randomIds(numRows, N, seed);
  // As layers have them: of a size that keeps scores of order 1.
  const amplitude = 1 / Math.sqrt(inputSize + hiddenSize);
  return operationCase(
    `lstm I=${inputSize} H=${hiddenSize}${numRows ? ` R=${numRows}` : ""} lengths=${lengths}${reverse ? " reverse" : ""}`,
    seed,
    {
      x: { shape: [numRows ?? N, inputSize] },
      kernel: { shape: [inputSize, 4 * hiddenSize], amplitude },
      recurrentKernel: { shape: [hiddenSize, 4 * hiddenSize], amplitude },
      bias: { shape: [4 * hiddenSize] },
    },
    ({ x, ...params }) => lstm(x as tf.Tensor2D, layout, params as unknown as LstmParams, { reverse, rowIndex }),
  );
}

export function denseCase(B: number, I: number, O: number, activation: Activation, seed: number): OperationCase {
  return operationCase(
    `dense B=${B} I=${I} O=${O} ${activation}`,
    seed,
    { x: { shape: [B, I] }, kernel: { shape: [I, O] }, bias: { shape: [O] } },
    ({ x, kernel, bias }) =>
      dense(x as tf.Tensor2D, { kernel: kernel as tf.Tensor2D, bias: bias as tf.Tensor1D }, activation),
  );
}

export function poolCase(lengths: readonly number[], width: number, mode: PoolMode, seed: number): OperationCase {
  const layout = packedLayout(Int32Array.from(lengths));
  return operationCase(
    `sequencePool ${mode} H=${width} lengths=${lengths}`,
    seed,
    { x: { shape: [layout.numTokens, width] } },
    ({ x }) => sequencePool(x as tf.Tensor2D, layout, mode),
    mode !== "mean",
  );
}

export function dropoutCase(size: number, rate: number, seed: number): OperationCase {
  const name = `dropout size=${size} rate=${rate}`;
  return operationCase(name, seed, { x: { shape: [size] } }, ({ x }) => dropout(x, rate, hash32(seed)), true);
}

export function concatCase(rows: number, left: number, right: number, seed: number): OperationCase {
  return operationCase(
    `concatColumns N=${rows} ${left}+${right}`,
    seed,
    { a: { shape: [rows, left] }, b: { shape: [rows, right] } },
    ({ a, b }) => concatColumns(a as tf.Tensor2D, b as tf.Tensor2D),
    true,
  );
}

/** Small logits: the reference takes 1 from a probability in float32, which near 1 leaves it few digits. */
export function crossEntropyCase(B: number, C: number, seed: number): OperationCase {
  const integers = createIntegers(seed);
  const labels = Int32Array.from({ length: B }, () => integers(0, C - 1));
  return operationCase(
    `softmaxCrossEntropy B=${B} C=${C}`,
    seed,
    { logits: { shape: [B, C], amplitude: 2 } },
    ({ logits }) => softmaxCrossEntropy(logits as tf.Tensor2D, labels),
  );
}

export function matMulCase(
  [M, N, K]: readonly [number, number, number],
  transposeA: boolean,
  transposeB: boolean,
  seed: number,
): OperationCase {
  return plainCase(
    `matMul ${M}x${K}x${N}${transposeA ? " Aᵀ" : ""}${transposeB ? " Bᵀ" : ""}`,
    seed,
    { a: { shape: transposeA ? [K, M] : [M, K] }, b: { shape: transposeB ? [N, K] : [K, N] } },
    ({ a, b }) => ({ product: tf.matMul(a, b, transposeA, transposeB) }),
  );
}

export function addCase(size: number, seed: number): OperationCase {
  return plainCase(
    `add size=${size}`,
    seed,
    { a: { shape: [size] }, b: { shape: [size] } },
    ({ a, b }) => ({ sum: tf.add(a, b) }),
    true,
  );
}

export function activationCase(size: number, seed: number): OperationCase {
  return plainCase(`exp, sigmoid, tanh size=${size}`, seed, { x: { shape: [size], amplitude: 9 } }, ({ x }) => ({
    exp: tf.exp(x),
    sigmoid: tf.sigmoid(x),
    tanh: tf.tanh(x),
  }));
}

export function squaredNormCase(size: number, seed: number): OperationCase {
  return plainCase(`squaredNorm size=${size}`, seed, { x: { shape: [size] } }, ({ x }) => ({ dNorm: squaredNorm(x) }));
}

export function gatherCase(V: number, E: number, N: number, seed: number): OperationCase {
  const ids = randomIds(V, N, seed);
  return plainCase(
    `embedding V=${V} E=${E} N=${N}`,
    seed,
    { table: { shape: [V, E] } },
    ({ table }) => ({ rows: embedding(table as tf.Tensor2D, ids) }),
    true,
  );
}

export function rowSumCase(V: number, E: number, N: number, seed: number): OperationCase {
  const ids = randomIds(V, N, seed);
  return plainCase(`rowSum V=${V} E=${E} N=${N}`, seed, { values: { shape: [N, E] } }, ({ values }) => ({
    dTable: sumRows(values as tf.Tensor2D, ids).values,
  }));
}

export function adamWCase(V: number, E: number, isSparse: boolean, seed: number): OperationCase {
  const rows = Int32Array.from(
    Array.from({ length: V }, (_, row) => row).filter((row) => hash32(seed ^ row) % 3 === 0),
  );
  const gradientRows = isSparse ? rows.length : V;
  return plainCase(
    `adamW V=${V} E=${E}${isSparse ? ` rows=${rows.length}` : ""}`,
    seed,
    {
      start: { shape: [V, E] },
      first: { shape: [V, E] },
      second: { shape: [V, E] },
      values: { shape: [gradientRows, E] },
    },
    ({ start, first, second, values }) => {
      const [param, m, v] = [start, first, tf.square(second)].map((tensor) => tf.variable(tensor)) as [
        tf.Variable,
        tf.Variable,
        tf.Variable,
      ];
      const hyper = {
        learningRate: 0.01,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-8,
        weightDecay: 0.01,
        gradientScale: 0.7,
      };
      const gradient = isSparse ? { rows, values: values as tf.Tensor2D } : values;
      adamW(param, gradient, { m, v }, { ...hyper, step: 1 + (seed % 50) });
      const results = { param: tf.clone(param), m: tf.clone(m), v: tf.clone(v) };
      for (const variable of [param, m, v]) variable.dispose();
      return results;
    },
  );
}

/** Lengths of `count` sequences in `0..longest`, of which one is 0 and one `longest` if there is room. */
export function randomLengths(
  count: number,
  longest: number,
  integers: (low: number, high: number) => number,
): number[] {
  const lengths = Array.from({ length: count }, () => integers(0, longest));
  lengths[integers(0, count - 1)] = longest;
  if (count > 2) lengths[lengths.indexOf(longest) === 0 ? 1 : 0] = 0;
  return lengths;
}

function randomIds(V: number, N: number, seed: number): Int32Array {
  const integers = createIntegers(seed);
  return Int32Array.from({ length: N }, () => integers(0, V - 1));
}

type Tensors<Name extends string = string> = Record<Name, tf.Tensor>;

/** A tensor of numbers in `(-amplitude, amplitude)`, by default 1. */
interface RandomInput {
  readonly shape: readonly number[];
  readonly amplitude?: number;
}

/** An op with a gradient: its value, and the gradient of each input for a random `dy`. */
function operationCase<Name extends string>(
  name: string,
  seed: number,
  inputs: Record<Name, RandomInput>,
  op: (tensors: Tensors<Name>) => tf.Tensor,
  isExact = false,
): OperationCase {
  const names = Object.keys(inputs) as Name[];
  const run = (...args: tf.Tensor[]): tf.Tensor =>
    op(Object.fromEntries(names.map((input, i) => [input, args[i]!])) as Tensors<Name>);
  return plainCase(
    name,
    seed,
    inputs,
    (tensors) => {
      const args = names.map((input) => tensors[input]);
      const value = run(...args);
      const gradients = tf.grads(run)(args, randomTensor({ shape: value.shape }, seed * 16 + 15));
      return { value, ...Object.fromEntries(names.map((input, i) => [`d${input}`, gradients[i]!])) };
    },
    isExact,
  );
}

function plainCase<Name extends string>(
  name: string,
  seed: number,
  inputs: Record<Name, RandomInput>,
  op: (tensors: Tensors<Name>) => Tensors,
  isExact = false,
): OperationCase {
  return {
    name,
    isExact,
    run: () => {
      let results: Results = {};
      tf.tidy(() => {
        const entries = Object.entries<RandomInput>(inputs);
        const tensors = entries.map(([input, spec], i) => [input, randomTensor(spec, seed * 16 + i)]);
        const outputs = Object.entries(op(Object.fromEntries(tensors)));
        results = Object.fromEntries(outputs.map(([output, tensor]) => [output, tensor.dataSync() as Float32Array]));
      });
      return results;
    },
  };
}

function randomTensor({ shape, amplitude = 1 }: RandomInput, seed: number): tf.Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  const values = createUniform(seed)(size).map((value) => value * amplitude);
  return tf.tensor(Float32Array.from(values), [...shape], "float32");
}
