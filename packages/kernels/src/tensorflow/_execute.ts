// One TensorFlow op, run eagerly through the binding of @tensorflow/tfjs-node or @tensorflow/tfjs-node-gpu.

import type * as tf from "@tensorflow/tfjs-core";

/** The parts of those packages' backend that TensorFlow.js itself has no types for. */
export interface TensorflowBackend extends tf.KernelBackend {
  readonly binding: Binding;
  /** Uploads what is not yet with TensorFlow. */
  getInputTensorIds(tensors: readonly tf.TensorInfo[]): number[];
  createOutputTensor(metadata: TensorMetadata): tf.Tensor;
}

interface Binding {
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_INT64: number;
  createTensor(shape: number[], dtype: number, values: Int32Array): number;
  deleteTensor(id: number): void;
  executeOp(name: string, attrs: OpAttr[], inputIds: number[], numOutputs: number): TensorMetadata[];
}

interface TensorMetadata {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

interface OpAttr {
  readonly name: string;
  readonly type: number;
  readonly value: number | boolean;
}

/** Attributes of an op by name: a switch, a number, or the type of its tensors. */
export type OpAttrs = Readonly<Record<string, boolean | number | "float32" | "int32">>;

export interface Op {
  readonly name: string;
  readonly attrs: OpAttrs;
  /** The first input of some ops is a 64-bit integer, for which TensorFlow.js has no tensor. */
  readonly int64?: number;
  readonly inputs: readonly tf.TensorInfo[];
  readonly numOutputs: number;
}

export function execute(backend: tf.KernelBackend, { name, attrs, int64, inputs, numOutputs }: Op): tf.Tensor[] {
  const engine = backend as TensorflowBackend;
  const { binding } = engine;
  const ids = engine.getInputTensorIds(inputs);
  const typed = Object.entries(attrs).map(([name, value]) => opAttr(binding, name, value));
  const run = (ids: number[]): tf.Tensor[] =>
    binding.executeOp(name, typed, ids, numOutputs).map((output) => engine.createOutputTensor(output));
  if (int64 === undefined) return run(ids);
  const scalar = binding.createTensor([], binding.TF_INT64, Int32Array.of(int64, 0));
  try {
    return run([scalar, ...ids]);
  } finally {
    binding.deleteTensor(scalar);
  }
}

function opAttr(binding: Binding, name: string, value: OpAttrs[string]): OpAttr {
  if (typeof value === "boolean") return { name, type: binding.TF_ATTR_BOOL, value };
  if (typeof value === "number") return { name, type: binding.TF_ATTR_FLOAT, value };
  return { name, type: binding.TF_ATTR_TYPE, value: value === "int32" ? binding.TF_INT32 : binding.TF_FLOAT };
}
