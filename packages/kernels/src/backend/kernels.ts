// The kernels of an engine's backend: shapes here, work in cpp/.

import * as tf from "@tensorflow/tfjs-core";
import { type KernelArgs, type Kernels, registerKernels } from "../_kernel.ts";
import type { AdamWKernel } from "../adam-w.ts";
import type { DenseGradKernel, DenseKernel } from "../dense.ts";
import { type DropoutKernel, keepThreshold } from "../dropout.ts";
import type { RowSumKernel, SquaredNormKernel } from "../gradients.ts";
import type { LstmGradKernel, LstmKernel } from "../lstm.ts";
import type { PoolMode, SequencePoolGradKernel, SequencePoolKernel } from "../sequence-pool.ts";
import type { SoftmaxCrossEntropyKernel } from "../softmax-cross-entropy.ts";
import type { EngineBackend } from "./backend.ts";

const engineOf = ({ backend }: { readonly backend: unknown }): EngineBackend => backend as EngineBackend;

const lstmForward: LstmKernel = (args) => {
  const { x, kernel, recurrentKernel, bias } = args.inputs;
  const { layout, reverse, rowIndex } = args.attrs;
  const backend = engineOf(args);
  const [numTokens, inputSize, hiddenSize] = [layout.numTokens, kernel.shape[0]!, recurrentKernel.shape[0]!];
  const y = backend.output([numTokens, hiddenSize]);
  const gates = backend.output([numTokens, 4 * hiddenSize]);
  const cells = backend.output([numTokens, hiddenSize]);
  const buffers = [layout.offsets, x, kernel, recurrentKernel, bias, y, gates, cells, ...(rowIndex ? [rowIndex] : [])];
  backend.run("lstm", buffers, [numTokens, x.shape[0]!, inputSize, hiddenSize, Number(reverse)]);
  return [y, gates, cells];
};

const lstmBackward: LstmGradKernel = (args) => {
  const { dy, x, y, gates, cells, kernel, recurrentKernel } = args.inputs;
  const { layout, reverse, rowIndex } = args.attrs;
  const backend = engineOf(args);
  const [numTokens, inputSize, hiddenSize] = [layout.numTokens, kernel.shape[0]!, recurrentKernel.shape[0]!];
  const gradients = [x.shape, kernel.shape, recurrentKernel.shape, [4 * hiddenSize]].map((shape) =>
    backend.output(shape),
  );
  const saved = [x, y, gates, cells, kernel, recurrentKernel];
  const buffers = [layout.offsets, dy, ...saved, ...gradients, ...(rowIndex ? [rowIndex] : [])];
  backend.run("lstmGradient", buffers, [numTokens, x.shape[0]!, inputSize, hiddenSize, Number(reverse)]);
  return gradients;
};

const denseForward: DenseKernel = (args) => {
  const { x, kernel, bias } = args.inputs;
  const backend = engineOf(args);
  const [numRows, inputSize, outputSize] = [x.shape[0]!, kernel.shape[0]!, kernel.shape[1]!];
  const y = backend.output([numRows, outputSize]);
  const isRelu = Number(args.attrs.activation === "relu");
  backend.run("dense", [x, kernel, bias, y], [numRows, inputSize, outputSize, isRelu]);
  return [y];
};

const denseBackward: DenseGradKernel = (args) => {
  const { dy, x, y, kernel } = args.inputs;
  const backend = engineOf(args);
  const [numRows, inputSize, outputSize] = [x.shape[0]!, kernel.shape[0]!, kernel.shape[1]!];
  const gradients = [x.shape, kernel.shape, [outputSize]].map((shape) => backend.output(shape));
  const isRelu = Number(args.attrs.activation === "relu");
  backend.run("denseGradient", [dy, x, y, kernel, ...gradients], [numRows, inputSize, outputSize, isRelu]);
  return gradients;
};

const dropoutForward: DropoutKernel = (args) => {
  const { x } = args.inputs;
  const { seed, rate } = args.attrs;
  const y = engineOf(args).output(x.shape);
  engineOf(args).run("dropout", [x, y], [sizeOf(x), seed, keepThreshold(rate), 1 / (1 - rate)]);
  return [y];
};

const rowSum: RowSumKernel = (args) => {
  const { ids, rows } = args.attrs;
  const { values } = args.inputs;
  const width = values.shape[1]!;
  const sums = engineOf(args).output([rows.length, width]);
  engineOf(args).run("rowSum", [values, ids, rows, sums], [values.shape[0]!, width]);
  return [sums];
};

/** In the order of Pool in cpp/sequence-pool.h. */
const POOL_MODES: readonly PoolMode[] = ["last", "first", "mean", "max"];

const poolForward: SequencePoolKernel = (args) => {
  const { layout, mode } = args.attrs;
  const { x } = args.inputs;
  const backend = engineOf(args);
  const shape = [layout.sortedIndices.length, x.shape[1]!];
  const outputs = [backend.output(shape)];
  if (mode === "max") outputs.push(backend.output(shape, "int32"));
  const scalars = [layout.numTokens, shape[1]!, POOL_MODES.indexOf(mode)];
  backend.run("sequencePool", [layout.offsets, layout.sortedIndices, x, ...outputs], scalars);
  return outputs;
};

const poolBackward: SequencePoolGradKernel = (args) => {
  const { layout, mode } = args.attrs;
  const { dy, winners } = args.inputs;
  const backend = engineOf(args);
  const dx = backend.output([layout.numTokens, dy.shape[1]!]);
  const buffers = [layout.offsets, layout.sortedIndices, dy, dx, ...(winners ? [winners] : [])];
  backend.run("sequencePoolGradient", buffers, [layout.numTokens, dy.shape[1]!, POOL_MODES.indexOf(mode)]);
  return [dx];
};

const crossEntropy: SoftmaxCrossEntropyKernel = (args) => {
  const { logits } = args.inputs;
  const outputs = [engineOf(args).output([]), engineOf(args).output(logits.shape)];
  engineOf(args).run("softmaxCrossEntropy", [logits, args.attrs.labels, ...outputs], logits.shape);
  return outputs;
};

const squaredNorm: SquaredNormKernel = (args) => {
  const norm = engineOf(args).output([]);
  engineOf(args).run("squaredNorm", [args.inputs.x, norm], [sizeOf(args.inputs.x)]);
  return [norm];
};

const adamW: AdamWKernel = (args) => {
  const { param, m, v, gradient } = args.inputs;
  const { rows, learningRate, beta1, beta2, epsilon, weightDecay, step, gradientScale } = args.attrs;
  const backend = engineOf(args);
  const updated = [param, m, v].map((tensor) => backend.writable(tensor));
  const width = rows === undefined ? 1 : param.shape[1]!;
  backend.run(
    "adamW",
    [...updated, gradient, ...(rows ? [rows] : [])],
    [
      sizeOf(param) / Math.max(width, 1),
      width,
      beta1,
      1 - beta1,
      beta2,
      1 - beta2,
      1 - learningRate * weightDecay,
      learningRate / (1 - beta1 ** step),
      1 / Math.sqrt(1 - beta2 ** step),
      epsilon,
      gradientScale,
    ],
  );
  return updated;
};

/** Kernels of TensorFlow.js that training spends time in; cases that are not ours go to the JavaScript backend's. */
type StockKernel = (
  args: KernelArgs<Record<string, tf.TensorInfo>, Record<string, unknown>>,
) => tf.TensorInfo | tf.TensorInfo[];

const gather: StockKernel = (args) => {
  const { x, indices } = args.inputs as { x: tf.TensorInfo; indices: tf.TensorInfo };
  const isOurs = x.dtype === "float32" && x.shape.length === 2 && indices.shape.length === 1 && !args.attrs.batchDims;
  if (!isOurs || args.attrs.axis !== 0) return fallback("GatherV2", args);
  const rows = engineOf(args).output([indices.shape[0]!, x.shape[1]!]);
  engineOf(args).run("gather", [x, indices, rows], x.shape);
  return rows;
};

const concat: StockKernel = (args) => {
  const parts = Object.values(args.inputs);
  const numRows = parts[0]!.shape[0]!;
  const isOurs = args.attrs.axis === 1 && parts.every((part) => isMatrix(part) && part.shape[0] === numRows);
  if (!isOurs) return fallback("Concat", args);
  const width = parts.reduce((sum, part) => sum + part.shape[1]!, 0);
  const joined = engineOf(args).output([numRows, width]);
  let at = 0;
  for (const part of parts) {
    const columns = part.shape[1]!;
    engineOf(args).run("copyColumns", [part, joined], [numRows, columns, columns, 0, width, at]);
    at += columns;
  }
  return joined;
};

const split: StockKernel = (args) => {
  const x = args.inputs.x!;
  const { numOrSizeSplits: sizes, axis } = args.attrs as { numOrSizeSplits: number | number[]; axis: number };
  const [numRows, width] = x.shape as [number, number];
  if (axis !== 1 || !isMatrix(x) || typeof sizes === "number") return fallback("SplitV", args);
  // A size that is to be worked out, or one too many.
  if (sizes.includes(-1) || sizes.reduce((sum, columns) => sum + columns, 0) !== width) return fallback("SplitV", args);
  let at = 0;
  return sizes.map((columns) => {
    const part = engineOf(args).output([numRows, columns]);
    engineOf(args).run("copyColumns", [x, part], [numRows, columns, width, at, columns, 0]);
    at += columns;
    return part;
  });
};

const add: StockKernel = (args) => {
  const { a, b } = args.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
  const isOurs = a.dtype === "float32" && b.dtype === "float32" && tf.util.arraysEqual(a.shape, b.shape);
  if (!isOurs) return fallback("Add", args);
  const sum = engineOf(args).output(a.shape);
  engineOf(args).run("add", [a, b, sum], [sizeOf(a)]);
  return sum;
};

const matMul: StockKernel = (args) => {
  const { a, b } = args.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
  if (!isMatrix(a) || !isMatrix(b)) return fallback("BatchMatMul", args);
  const { transposeA, transposeB } = args.attrs as { transposeA: boolean; transposeB: boolean };
  const [depth, numRows] = (transposeA ? a.shape : [...a.shape].reverse()) as [number, number];
  const [bDepth, numColumns] = (transposeB ? [...b.shape].reverse() : b.shape) as [number, number];
  if (depth !== bDepth) throw new RangeError(`matMul: shapes [${a.shape}] and [${b.shape}] do not fit`);
  const c = engineOf(args).output([numRows, numColumns]);
  engineOf(args).run("matMul", [a, b, c], [numRows, numColumns, depth, Number(transposeA), Number(transposeB)]);
  return c;
};

/** @param which - As in cpp/elementwise.h. */
const activation =
  (name: string, which: number): StockKernel =>
  (args) => {
    const x = args.inputs.x!;
    if (x.dtype !== "float32") return fallback(name, args);
    const y = engineOf(args).output(x.shape);
    engineOf(args).run("activation", [x, y], [sizeOf(x), which]);
    return y;
  };

const ENGINE_KERNELS: Kernels = {
  AdamW: adamW,
  Dense: denseForward,
  DenseGrad: denseBackward,
  Dropout: dropoutForward,
  Lstm: lstmForward,
  LstmGrad: lstmBackward,
  RowSum: rowSum,
  SequencePool: poolForward,
  SequencePoolGrad: poolBackward,
  SoftmaxCrossEntropy: crossEntropy,
  SquaredNorm: squaredNorm,
};

const STOCK_KERNELS: Readonly<Record<string, StockKernel>> = {
  Add: add,
  BatchMatMul: matMul,
  Concat: concat,
  Exp: activation("Exp", 0),
  GatherV2: gather,
  Sigmoid: activation("Sigmoid", 1),
  SplitV: split,
  Tanh: activation("Tanh", 2),
};

/** Registers all kernels of the backend of this name, whose factory makes an `EngineBackend`. */
export function registerEngineKernels(backendName: string): void {
  tf.copyRegisteredKernels("cpu", backendName);
  const kernels = Object.entries({ ...ENGINE_KERNELS, ...STOCK_KERNELS }).map(([name, kernel]) => [
    name,
    (args: { readonly backend: unknown }) => engineOf(args).attempt(() => kernel(args as never)),
  ]);
  registerKernels(backendName, Object.fromEntries(kernels));
}

function fallback(name: string, args: Parameters<StockKernel>[0]): tf.TensorInfo | tf.TensorInfo[] {
  return (tf.getKernel(name, "cpu")!.kernelFunc as unknown as StockKernel)(args);
}

function isMatrix({ shape, dtype }: tf.TensorInfo): boolean {
  return shape.length === 2 && dtype === "float32";
}

function sizeOf({ shape }: tf.TensorInfo): number {
  return shape.reduce((product, n) => product * n, 1);
}
