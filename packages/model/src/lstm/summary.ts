// What a classifier consists of, counted.

import type { Layer } from "../layers/layer.ts";
import { type ParamSpec, paramSize } from "../layers/param.ts";
import { encoderLayers, headLayers } from "./classifier-layers.ts";
import type { ClassifierConfig } from "./config.ts";

/** Layers with the shapes of their weights, and how many numbers that makes. */
export interface ModelSummary {
  readonly layers: readonly {
    readonly name: string;
    readonly shapes: readonly (readonly number[])[];
    readonly numParams: number;
  }[];
  /** Embedding and LSTM layers. */
  readonly numLstmParams: number;
  readonly numHeadParams: number;
  readonly numParams: number;
}

/** Counts the parameters of a classifier without making one. */
export function summarize(config: ClassifierConfig): ModelSummary {
  const [lstm, head] = [paramsOf(encoderLayers(config)), paramsOf(headLayers(config))];
  const [numLstmParams, numHeadParams] = [numParamsOf(lstm), numParamsOf(head)];
  const params = [...lstm, ...head];
  const names = [...new Set(params.map(({ name }) => layerName(name)))];
  const layers = names.map((name) => {
    const own = params.filter((param) => layerName(param.name) === name);
    return { name, shapes: own.map(({ shape }) => shape), numParams: numParamsOf(own) };
  });
  return { layers, numLstmParams, numHeadParams, numParams: numLstmParams + numHeadParams };
}

/** The summary as a table for a terminal. */
export function formatSummary({ layers, numLstmParams, numHeadParams, numParams }: ModelSummary): string {
  const rows = [
    ...layers.map(({ name, shapes, numParams }) => [
      name,
      shapes.map((shape) => shape.join("x")).join(", "),
      count(numParams),
    ]),
    ["embedding and LSTM", "", count(numLstmParams)],
    ["head", "", count(numHeadParams)],
    ["total", "", count(numParams)],
  ] as [string, string, string][];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length))) as [
    number,
    number,
    number,
  ];
  return rows
    .map(
      ([name, shapes, size]) => `${name.padEnd(widths[0])}  ${shapes.padEnd(widths[1])}  ${size.padStart(widths[2])}`,
    )
    .join("\n");
}

function paramsOf(layers: readonly Layer[]): ParamSpec[] {
  return layers.flatMap(({ params }) => params);
}

function numParamsOf(params: readonly ParamSpec[]): number {
  return params.reduce((sum, param) => sum + paramSize(param), 0);
}

/** A layer in two directions counts as two. */
function layerName(paramName: string): string {
  return paramName.slice(0, paramName.lastIndexOf("/"));
}

function count(n: number): string {
  return n.toLocaleString("en-US");
}
