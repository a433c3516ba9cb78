// The messages of an ONNX file, as far as they are written here.
//
// Layout: onnx/onnx.proto (field numbers), of IR version 8.

import { bytes, concatBytes, integer } from "@newsclf-internal/protobuf";

/** `TensorProto.DataType`. */
export const DATA_TYPES = { float32: 1, int32: 6, int64: 7, bool: 9 } as const;

export type DataType = keyof typeof DATA_TYPES;

/** Of a node. Numbers are integers. */
export type Attribute = number | string | readonly number[];

/** A constant of a graph. */
export interface Tensor {
  readonly type: "float32" | "int32" | "int64";
  readonly shape: readonly number[];
  /** Row-major; integers of type `int64` fit a number. */
  readonly values: ArrayLike<number>;
}

/** An input or output of a graph. */
export interface ValueInfo {
  readonly name: string;
  readonly type: DataType;
  /** Sizes, or names of those that differ from call to call. */
  readonly shape: readonly (number | string)[];
}

export interface ModelFields {
  readonly irVersion: number;
  readonly opset: number;
  readonly producer: string;
  /** `GraphProto`. */
  readonly graph: Uint8Array;
  readonly metadata: Readonly<Record<string, string>>;
}

/** `AttributeProto.AttributeType`. */
const ATTRIBUTE_TYPES = { int: 2, string: 3, ints: 7 };

export function encodeModelProto({ irVersion, opset, producer, graph, metadata }: ModelFields): Uint8Array {
  const properties = Object.entries(metadata).map(([key, value]) => bytes(14, bytes(1, key), bytes(2, value)));
  return concatBytes([
    integer(1, irVersion),
    bytes(2, producer),
    bytes(7, graph),
    bytes(8, bytes(1, ""), integer(2, opset)),
    ...properties,
  ]);
}

/** The fields of a `GraphProto`. */
export const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;

/** `NodeProto`. @param inputs - A name that is empty stands for an input that is left out, as with `outputs`. */
export function encodeNode(
  type: string,
  name: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>>,
): Uint8Array {
  return concatBytes([
    ...inputs.map((input) => bytes(1, input)),
    ...outputs.map((output) => bytes(2, output)),
    bytes(3, name),
    bytes(4, type),
    ...Object.entries(attributes).map(([key, value]) => bytes(5, bytes(1, key), encodeAttribute(value))),
  ]);
}

/** `TensorProto`. */
export function encodeTensor(name: string, { type, shape, values }: Tensor): Uint8Array {
  return concatBytes([
    ...shape.map((size) => integer(1, size)),
    integer(2, DATA_TYPES[type]),
    bytes(8, name),
    bytes(9, rawData(type, values)),
  ]);
}

/** `ValueInfoProto`. */
export function encodeValueInfo({ name, type, shape }: ValueInfo): Uint8Array {
  const dimensions = shape.map((size) => bytes(1, typeof size === "number" ? integer(1, size) : bytes(2, size)));
  const tensorType = bytes(1, integer(1, DATA_TYPES[type]), bytes(2, ...dimensions));
  return concatBytes([bytes(1, name), bytes(2, tensorType)]);
}

function encodeAttribute(value: Attribute): Uint8Array {
  const { int, string, ints } = ATTRIBUTE_TYPES;
  if (typeof value === "number") return concatBytes([integer(3, value), integer(20, int)]);
  if (typeof value === "string") return concatBytes([bytes(4, value), integer(20, string)]);
  return concatBytes([...value.map((item) => integer(8, item)), integer(20, ints)]);
}

/** Little-endian. */
function rawData(type: Tensor["type"], values: ArrayLike<number>): Uint8Array {
  const width = type === "int64" ? 8 : 4;
  const view = new DataView(new ArrayBuffer(width * values.length));
  for (let i = 0; i < values.length; i++) {
    if (type === "float32") view.setFloat32(4 * i, values[i]!, true);
    else if (type === "int32") view.setInt32(4 * i, values[i]!, true);
    else view.setBigInt64(8 * i, BigInt(values[i]!), true);
  }
  return new Uint8Array(view.buffer);
}
