// Weights as bytes, little-endian, one array after the other, in the formats of stock TensorFlow.js.

import { type ParamSpec, paramSize } from "../layers/param.ts";
import { fromHalf, MAX_HALF, toHalf } from "./half.ts";
import { isObject } from "./json.ts";
import { quote, unusable } from "./unusable.ts";

/** How much room a weight takes: 4 bytes, 2, or 1. */
export const WEIGHT_FORMATS = ["float32", "float16", "int8"] as const;

export type WeightFormat = (typeof WEIGHT_FORMATS)[number];

/** What `model.json` says of an array that is not float32: with `uint8` a number n stands for `n * scale + min`. */
export type Quantization =
  | { readonly dtype: "float16"; readonly original_dtype: "float32" }
  | { readonly dtype: "uint8"; readonly scale: number; readonly min: number; readonly original_dtype: "float32" };

/** Shorter arrays, such as biases, stay as they are. */
const MIN_LENGTH = 1024;

export interface StoredWeights {
  readonly bytes: Uint8Array;
  /** One an array; undefined for float32. */
  readonly quantizations: readonly (Quantization | undefined)[];
}

/** Arrays of fewer than 1,024 numbers, and those that a format cannot hold, are float32 in all formats. */
export function encodeWeights(weights: readonly Float32Array[], format: WeightFormat = "float32"): StoredWeights {
  const quantizations = weights.map((values) => quantizationFor(values, format));
  const sizes = weights.map(({ length }, i) => length * bytesOf(quantizations[i]));
  const view = new DataView(new ArrayBuffer(sizes.reduce((sum, size) => sum + size, 0)));
  let offset = 0;
  weights.forEach((values, i) => {
    writeValues(view, offset, values, quantizations[i]);
    offset += sizes[i]!;
  });
  return { bytes: new Uint8Array(view.buffer), quantizations };
}

function quantizationFor(values: Float32Array, format: WeightFormat): Quantization | undefined {
  if (format === "float32" || values.length < MIN_LENGTH) return undefined;
  const [min, max] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  if (format === "int8") return { dtype: "uint8", scale: (max - min) / 255 || 1, min, original_dtype: "float32" };
  return Math.max(-min, max) <= MAX_HALF ? { dtype: "float16", original_dtype: "float32" } : undefined;
}

function bytesOf(quantization: Quantization | undefined): number {
  return quantization === undefined ? 4 : quantization.dtype === "float16" ? 2 : 1;
}

function writeValues(
  view: DataView,
  offset: number,
  values: Float32Array,
  quantization: Quantization | undefined,
): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (quantization === undefined) view.setFloat32(offset + 4 * i, value, true);
    else if (quantization.dtype === "float16") view.setUint16(offset + 2 * i, toHalf(value), true);
    else view.setUint8(offset + i, Math.round((value - quantization.min) / quantization.scale));
  }
}

/**
 * One array a parameter, which may share the memory of `bytes`.
 *
 * @param quantizations - One a parameter. Default: all are float32.
 * @throws NewsclfError `MODEL_LIMIT` for another number of bytes, before anything is allocated, and `MODEL_NONFINITE`.
 */
export function decodeWeights(
  name: string,
  bytes: Uint8Array,
  params: readonly ParamSpec[],
  quantizations: readonly (Quantization | undefined)[] = [],
): Float32Array[] {
  const numBytes = params.reduce((sum, param, i) => sum + paramSize(param) * bytesOf(quantizations[i]), 0);
  if (numBytes !== bytes.length) {
    throw unusable("MODEL_LIMIT", `the parameters need ${numBytes} bytes; ${name} has ${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let offset = 0;
  return params.map((param, k) => {
    const values = readValues(view, offset, paramSize(param), quantizations[k]);
    const wrong = findNonFinite(values);
    if (wrong >= 0) throw unusable("MODEL_NONFINITE", `${param.name}[${wrong}]`);
    offset += values.length * bytesOf(quantizations[k]);
    return values;
  });
}

function readValues(
  view: DataView,
  offset: number,
  length: number,
  quantization: Quantization | undefined,
): Float32Array {
  if (quantization === undefined) return readFloats(view, offset, length);
  const values = new Float32Array(length);
  if (quantization.dtype === "float16") {
    for (let i = 0; i < values.length; i++) values[i] = fromHalf(view.getUint16(offset + 2 * i, true));
  } else {
    const { scale, min } = quantization;
    for (let i = 0; i < values.length; i++) values[i] = view.getUint8(offset + i) * scale + min;
  }
  return values;
}

const IS_LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** Where they can be read as they lie they are not copied. */
function readFloats(view: DataView, offset: number, length: number): Float32Array {
  const start = view.byteOffset + offset;
  if (IS_LITTLE_ENDIAN && start % 4 === 0) return new Float32Array(view.buffer as ArrayBuffer, start, length);
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) values[i] = view.getFloat32(offset + 4 * i, true);
  return values;
}

/** A loop, since a call for each of millions of numbers takes longer than all else of loading a model. */
function findNonFinite(values: Float32Array): number {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return i;
  return -1;
}

/**
 * What `model.json` says of how the parameters are stored.
 *
 * @throws NewsclfError `MODEL_JSON`.
 */
export function readQuantizations(json: object, params: readonly ParamSpec[]): (Quantization | undefined)[] {
  const [group] = (json as { weightsManifest?: unknown[] }).weightsManifest ?? [];
  const weights = isObject(group) && Array.isArray(group.weights) ? (group.weights as unknown[]) : [];
  const found = weights.map((weight) => (isObject(weight) ? weight.quantization : undefined));
  if (found.every((quantization) => quantization === undefined)) return [];
  if (found.length !== params.length) {
    throw unusable("MODEL_JSON", `model.json: expected ${params.length} weights, found ${found.length}`);
  }
  return found.map((quantization, i) => checkQuantization(quantization, params[i]!.name));
}

function checkQuantization(quantization: unknown, name: string): Quantization | undefined {
  if (quantization === undefined) return undefined;
  const { dtype, scale, min } = isObject(quantization) ? quantization : ({} as Record<string, unknown>);
  if (dtype === "float16") return { dtype, original_dtype: "float32" };
  const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
  if (dtype === "uint8" && isNumber(scale) && isNumber(min)) return { dtype, scale, min, original_dtype: "float32" };
  throw unusable("MODEL_JSON", `model.json: ${name}: cannot read weights stored as ${quote(quantization)}`);
}
