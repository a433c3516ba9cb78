// A TensorFlow.js backend whose tensors live in an engine's memory. It is the JavaScript CPU backend in all else, so that
// every stock op works on it.

import { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu";
import type * as tf from "@tensorflow/tfjs-core";
import type { Engine, Values } from "./engine.ts";
import type { Block } from "./heap.ts";
import { type Operation, type Scalars, scalarList } from "./operations.ts";

type DType = "float32" | "int32";

export class EngineBackend extends MathBackendCPU {
  readonly engine: Engine;
  /** Of the kernel that is running. */
  #outputs: tf.TensorInfo[] = [];

  constructor(engine: Engine) {
    super();
    this.engine = engine;
  }

  /** Runs a kernel. TensorFlow.js knows nothing of the outputs of one that throws, so they are disposed of here. */
  attempt<T>(kernel: () => T): T {
    this.#outputs = [];
    try {
      return kernel();
    } catch (error) {
      for (const { dataId } of this.#outputs) this.disposeData(dataId);
      throw error;
    }
  }

  /** Runs an operation on tensors of this backend and on plain arrays. */
  run<Name extends Operation>(
    operation: Name,
    buffers: readonly (tf.TensorInfo | Int32Array)[],
    scalars: Scalars<Name>,
  ): void {
    const values = buffers.map((buffer) => (buffer instanceof Int32Array ? buffer : this.#view(buffer)));
    this.engine.run(operation, values, scalarList(operation, scalars));
  }

  /** A tensor with any contents. */
  output(shape: number[], dtype: DType = "float32"): tf.TensorInfo {
    const size = shape.reduce((product, n) => product * n, 1);
    const dataId = {};
    this.data.set(dataId, new EngineData(this.engine, dtype, size));
    const output = { dataId, shape, dtype };
    this.#outputs.push(output);
    return output;
  }

  /** The tensor itself if nobody else sees its memory, else a copy: what may be written to. */
  writable(info: tf.TensorInfo): tf.TensorInfo {
    const data = this.data.get(info.dataId);
    if (data instanceof EngineData && data.refCount === 1 && data.dtype === info.dtype) {
      this.incRef(info.dataId);
      // Not the tensor: the engine would take it for the result.
      const output = { dataId: info.dataId, shape: info.shape, dtype: info.dtype };
      this.#outputs.push(output);
      return output;
    }
    const copy = this.output(info.shape, "float32");
    this.#view(copy).set(this.#view(info));
    return copy;
  }

  override write(values: tf.backend_util.BackendValues, _shape: number[], dtype: tf.DataType): object {
    const dataId = {};
    this.data.set(dataId, { values, dtype, refCount: 1 });
    return dataId;
  }

  override disposeData(dataId: object, force = false): boolean {
    const data = this.data.has(dataId) ? this.data.get(dataId) : undefined;
    const isGone = super.disposeData(dataId, force);
    if (isGone && data instanceof EngineData) data.free();
    return isGone;
  }

  /** The values where the engine reads them. */
  #view(info: tf.TensorInfo): Values {
    const data = this.data.get(info.dataId);
    const values: ArrayLike<number> = data instanceof EngineData ? data.view() : (data.values as Values);
    // A stock cast to a wider type shares the memory of what it casts.
    if (info.dtype === "float32" && !(values instanceof Float32Array)) return Float32Array.from(values);
    if (info.dtype === "int32" && !(values instanceof Int32Array)) return Int32Array.from(values);
    if (data instanceof EngineData || !this.engine.copiesInputs) return values as Values;
    // Once is enough for weights.
    const moved = new EngineData(this.engine, info.dtype as DType, values.length);
    moved.view().set(values);
    moved.refCount = data.refCount;
    this.data.delete(info.dataId);
    this.data.set(info.dataId, moved);
    return moved.view();
  }
}

/** Values in an engine's memory, in the place of the JavaScript backend's typed arrays. */
class EngineData {
  refCount = 1;
  readonly dtype: DType;
  readonly #engine: Engine;
  readonly #block: Block;
  readonly #length: number;

  constructor(engine: Engine, dtype: DType, length: number) {
    this.dtype = dtype;
    this.#engine = engine;
    this.#block = engine.heap.allocate(length * 4);
    this.#length = length;
  }

  /** A copy: stock kernels keep parts of what they read in tensors of their own. */
  get values(): Values {
    return this.view().slice();
  }

  view(): Values {
    const { slab, begin } = this.#block;
    return this.dtype === "float32"
      ? new Float32Array(slab.buffer, begin, this.#length)
      : new Int32Array(slab.buffer, begin, this.#length);
  }

  free(): void {
    this.#engine.heap.free(this.#block);
  }
}

/** The backend that a kernel is called with. */
export function engineOf({ backend }: { readonly backend: unknown }): EngineBackend {
  return backend as EngineBackend;
}

/** Elements of a tensor. */
export function sizeOf({ shape }: tf.TensorInfo): number {
  return shape.reduce((product, n) => product * n, 1);
}
