// TensorFlow ops, run eagerly through the binding of @tensorflow/tfjs-node or @tensorflow/tfjs-node-gpu.

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
  readonly TF_ATTR_INT: number;
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
export type OpAttrs = Readonly<Record<string, boolean | { float: number } | { int: number } | "float32" | "int32">>;

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
  const typed = typedAttrs(binding, attrs);
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

/**
 * Ops on tensors that only TensorFlow knows, named by number. A loop over timesteps makes thousands of them, each
 * computed in less time than TensorFlow.js takes to keep account of it.
 */
export class RawOps {
  readonly #backend: TensorflowBackend;
  /** Made here, to be freed here. */
  readonly #ids: number[] = [];

  constructor(backend: tf.KernelBackend) {
    this.#backend = backend as TensorflowBackend;
  }

  /** The number of a tensor; TensorFlow.js goes on owning it. */
  idOf(tensor: tf.TensorInfo): number {
    return this.#backend.getInputTensorIds([tensor])[0]!;
  }

  /** A function from inputs to outputs; attributes are translated once. */
  prepare(name: string, attrs: OpAttrs, numOutputs: number): (...inputs: number[]) => number[] {
    const { binding } = this.#backend;
    const typed = typedAttrs(binding, attrs);
    return (...inputs) => {
      const ids = binding.executeOp(name, typed, inputs, numOutputs).map(({ id }) => id);
      this.#ids.push(...ids);
      return ids;
    };
  }

  /** Steps `[B, D]` stacked to `[T, B, D]`. */
  stack(steps: readonly number[]): tf.Tensor3D {
    const attrs = typedAttrs(this.#backend.binding, { T: "float32", N: { int: steps.length }, axis: { int: 0 } });
    const [output] = this.#backend.binding.executeOp("Pack", attrs, [...steps], 1);
    return this.#backend.createOutputTensor(output!) as tf.Tensor3D;
  }

  dispose(): void {
    for (const id of this.#ids) this.#backend.binding.deleteTensor(id);
  }
}

function typedAttrs(binding: Binding, attrs: OpAttrs): OpAttr[] {
  return Object.entries(attrs).map(([name, value]) => {
    if (typeof value === "boolean") return { name, type: binding.TF_ATTR_BOOL, value };
    if (typeof value === "string") {
      return { name, type: binding.TF_ATTR_TYPE, value: value === "int32" ? binding.TF_INT32 : binding.TF_FLOAT };
    }
    if ("int" in value) return { name, type: binding.TF_ATTR_INT, value: value.int };
    return { name, type: binding.TF_ATTR_FLOAT, value: value.float };
  });
}
