// What a classifier consists of, counted.

import { paramSize, paramSpecs } from "./_params.ts";
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
  const specs = paramSpecs(config);
  const total = (block: string): number =>
    specs.filter((spec) => spec.block === block).reduce((sum, spec) => sum + paramSize(spec), 0);
  const names = [...new Set(specs.map(({ name }) => layerName(name)))];
  const layers = names.map((name) => {
    const own = specs.filter((spec) => layerName(spec.name) === name);
    return {
      name,
      shapes: own.map(({ shape }) => shape),
      numParams: own.reduce((sum, spec) => sum + paramSize(spec), 0),
    };
  });
  const [numLstmParams, numHeadParams] = [total("lstm"), total("head")];
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

function layerName(paramName: string): string {
  return paramName.slice(0, paramName.lastIndexOf("/"));
}

function count(n: number): string {
  return n.toLocaleString("en-US");
}
