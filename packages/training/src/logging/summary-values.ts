// What TensorBoard shows of a step, each a `Summary.Value` protocol buffer.
//
// Layout: tensorflow/core/framework/summary.proto and tensor.proto (field numbers), tensorboard/plugins/hparams/*.proto.

import { bytes, double, doubles, float, integer } from "@newsclf-internal/protobuf";
import type { Histogram } from "./histogram.ts";

const STRING_TENSOR = 7;
const TENSOR_DATA = 2;
const RGB = 3;
const SUCCESS = 1;

/** Of a setting. */
export type HparamValue = string | number | boolean;

type Tagged<T> = readonly [tag: string, value: T];

export function scalarValue([tag, value]: Tagged<number>): Uint8Array {
  return bytes(1, bytes(1, tag), float(2, value));
}

/** `HistogramProto`: bins by their upper ends. */
export function histogramValue([tag, { min, max, sum, sumSquares, counts }]: Tagged<Histogram>): Uint8Array {
  const limits = counts.map((_, bin) => min + ((max - min) * (bin + 1)) / counts.length);
  const num = counts.reduce((total, count) => total + count, 0);
  const moments = [double(1, min), double(2, max), double(3, num), double(4, sum), double(5, sumSquares)];
  return bytes(1, bytes(1, tag), bytes(5, ...moments, doubles(6, limits), doubles(7, counts)));
}

/** @param markdown - As TensorBoard renders it, tables too. */
export function textValue([tag, markdown]: Tagged<string>): Uint8Array {
  const shape = bytes(2, bytes(2, integer(1, 1)));
  const tensor = bytes(8, integer(1, STRING_TENSOR), shape, bytes(8, markdown));
  return bytes(1, bytes(1, tag), bytes(9, bytes(1, bytes(1, "text")), integer(4, TENSOR_DATA)), tensor);
}

/** @param image - A PNG, sizes in pixels. */
export function imageValue([tag, { png, width, height }]: Tagged<{
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}>): Uint8Array {
  return bytes(1, bytes(1, tag), bytes(4, integer(1, height), integer(2, width), integer(3, RGB), bytes(4, png)));
}

/** What the columns of the HParams page are. @param metrics - Tags of scalars. */
export function experimentValue(
  settings: Readonly<Record<string, HparamValue>>,
  metrics: readonly string[],
): Uint8Array {
  const infos = Object.entries(settings).map(([name, value]) => bytes(4, bytes(1, name), integer(4, typeOf(value))));
  const metricInfos = metrics.map((tag) => bytes(5, bytes(1, bytes(2, tag)), bytes(3, tag)));
  return hparamsValue("experiment", bytes(2, ...infos, ...metricInfos));
}

/** @param startSeconds - Since 1970. */
export function sessionStartValue(settings: Readonly<Record<string, HparamValue>>, startSeconds: number): Uint8Array {
  const values = Object.entries(settings).map(([name, value]) => bytes(1, bytes(1, name), bytes(2, jsonValue(value))));
  return hparamsValue("session_start_info", bytes(3, ...values, double(5, startSeconds)));
}

export function sessionEndValue(endSeconds: number): Uint8Array {
  return hparamsValue("session_end_info", bytes(4, integer(1, SUCCESS), double(2, endSeconds)));
}

function hparamsValue(name: string, content: Uint8Array): Uint8Array {
  const metadata = bytes(9, bytes(1, bytes(1, "hparams"), bytes(2, integer(1, 0), content)));
  return bytes(1, bytes(1, `_hparams_/${name}`), metadata);
}

/** `DataType` of the plugin. */
function typeOf(value: HparamValue): number {
  return { string: 1, boolean: 2, number: 3 }[typeof value as "string" | "boolean" | "number"];
}

/** `google.protobuf.Value`. */
function jsonValue(value: HparamValue): Uint8Array {
  if (typeof value === "number") return double(2, value);
  return typeof value === "string" ? bytes(3, value) : integer(4, Number(value));
}
