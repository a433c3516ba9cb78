// Kernels of TensorFlow.js that training spends time in; cases that are not ours go to the JavaScript backend's.

import * as tf from "@tensorflow/tfjs-core";
import type { KernelArgs } from "../contract.ts";
import { engineOf, sizeOf } from "./engine-backend.ts";
import type { Scalars } from "./operations.ts";

type StockKernel = (
  args: KernelArgs<Record<string, tf.TensorInfo>, Record<string, unknown>>,
) => tf.TensorInfo | tf.TensorInfo[];

const gather: StockKernel = (args) => {
  const { x, indices } = args.inputs as { x: tf.TensorInfo; indices: tf.TensorInfo };
  const isOurs = x.dtype === "float32" && x.shape.length === 2 && indices.shape.length === 1 && !args.attrs.batchDims;
  if (!isOurs || args.attrs.axis !== 0) return fallback("GatherV2", args);
  const rows = engineOf(args).output([indices.shape[0]!, x.shape[1]!]);
  engineOf(args).run("gather", [x, indices, rows], { numRows: x.shape[0]!, width: x.shape[1]! });
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
    const numColumns = part.shape[1]!;
    engineOf(args).run("copyColumns", [part, joined], {
      numRows,
      numColumns,
      sourceWidth: numColumns,
      sourceColumn: 0,
      targetWidth: width,
      targetColumn: at,
    });
    at += numColumns;
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
  return sizes.map((numColumns) => {
    const part = engineOf(args).output([numRows, numColumns]);
    engineOf(args).run("copyColumns", [x, part], {
      numRows,
      numColumns,
      sourceWidth: width,
      sourceColumn: at,
      targetWidth: numColumns,
      targetColumn: 0,
    });
    at += numColumns;
    return part;
  });
};

const add: StockKernel = (args) => {
  const { a, b } = args.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
  const isOurs = a.dtype === "float32" && b.dtype === "float32" && tf.util.arraysEqual(a.shape, b.shape);
  if (!isOurs) return fallback("Add", args);
  const sum = engineOf(args).output(a.shape);
  engineOf(args).run("add", [a, b, sum], { size: sizeOf(a) });
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
  engineOf(args).run("matMul", [a, b, c], { numRows, numColumns, depth, transposeA, transposeB });
  return c;
};

const unary =
  (name: string, op: Scalars<"unary">["function"]): StockKernel =>
  (args) => {
    const x = args.inputs.x!;
    if (x.dtype !== "float32") return fallback(name, args);
    const y = engineOf(args).output(x.shape);
    engineOf(args).run("unary", [x, y], { size: sizeOf(x), function: op });
    return y;
  };

export const STOCK_KERNELS: Readonly<Record<string, StockKernel>> = {
  Add: add,
  BatchMatMul: matMul,
  Concat: concat,
  Exp: unary("Exp", "exp"),
  GatherV2: gather,
  Sigmoid: unary("Sigmoid", "sigmoid"),
  SplitV: split,
  Tanh: unary("Tanh", "tanh"),
};

function fallback(name: string, args: Parameters<StockKernel>[0]): tf.TensorInfo | tf.TensorInfo[] {
  return (tf.getKernel(name, "cpu")!.kernelFunc as unknown as StockKernel)(args);
}

function isMatrix({ shape, dtype }: tf.TensorInfo): boolean {
  return shape.length === 2 && dtype === "float32";
}
