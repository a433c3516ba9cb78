// Weights as bytes: float32, little-endian, one array after the other.

import { type ParamSpec, paramSize } from "../layers/param.ts";
import { unusable } from "./unusable.ts";

export function encodeWeights(weights: readonly Float32Array[]): Uint8Array {
  const numValues = weights.reduce((sum, { length }) => sum + length, 0);
  const view = new DataView(new ArrayBuffer(4 * numValues));
  let offset = 0;
  for (const values of weights) {
    for (let i = 0; i < values.length; i++) view.setFloat32(offset + 4 * i, values[i]!, true);
    offset += 4 * values.length;
  }
  return new Uint8Array(view.buffer);
}

/**
 * One array a parameter.
 *
 * @throws NewsclfError `MODEL_LIMIT` for another number of bytes, before anything is allocated, and `MODEL_NONFINITE`.
 */
export function decodeWeights(name: string, bytes: Uint8Array, params: readonly ParamSpec[]): Float32Array[] {
  const numBytes = 4 * params.reduce((sum, param) => sum + paramSize(param), 0);
  if (numBytes !== bytes.length) {
    throw unusable("MODEL_LIMIT", `the parameters need ${numBytes} bytes; ${name} has ${bytes.length}`);
  }
  // Little-endian on every machine and at any alignment, and as fast as a typed array.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let offset = 0;
  return params.map((param) => {
    const values = new Float32Array(paramSize(param));
    for (let i = 0; i < values.length; i++) {
      const value = view.getFloat32(offset + 4 * i, true);
      if (!Number.isFinite(value)) throw unusable("MODEL_NONFINITE", `${param.name}[${i}]`);
      values[i] = value;
    }
    offset += 4 * values.length;
    return values;
  });
}
