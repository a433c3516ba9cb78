// The weights of an LSTM layer as ONNX's LSTM takes them. I = inputs, H = units, D = directions.

import type { Graph, Weight } from "./graph.ts";

/** Where ONNX's gates i, o, f, c are among ours: i, f, g, o. */
const GATES = [0, 3, 1, 2];

/** Names of the inputs W `[D, 4H, I]`, R `[D, 4H, H]` and B `[D, 8H]`. */
export function recurrentWeights(
  graph: Graph,
  name: string,
  directions: readonly (readonly [kernel: Weight, recurrentKernel: Weight, bias: Weight])[],
): string[] {
  const numDirections = directions.length;
  const [kernel, recurrentKernel] = directions[0]!;
  const join = (part: string, shape: readonly number[], ofDirections: readonly Float32Array[]): string => {
    const values = new Float32Array(ofDirections.reduce((sum, { length }) => sum + length, 0));
    ofDirections.forEach((direction, i) => {
      values.set(direction, i * direction.length);
    });
    return graph.weight({ name: `${name}/${part}`, shape: [numDirections, ...shape], values });
  };
  const [inputSize, width] = kernel.shape as [number, number];
  const hiddenSize = recurrentKernel.shape[0]!;
  return [
    join(
      "W",
      [width, inputSize],
      directions.map(([kernel]) => rowsOfGates(kernel.values, inputSize, hiddenSize)),
    ),
    join(
      "R",
      [width, hiddenSize],
      directions.map(([, recurrent]) => rowsOfGates(recurrent.values, hiddenSize, hiddenSize)),
    ),
    join(
      "B",
      [2 * width],
      directions.map(([, , bias]) => withZeros(rowsOfGates(bias.values, 1, hiddenSize))),
    ),
  ];
}

/** From `[numRows, 4H]` to `[4H, numRows]` in ONNX's order. */
function rowsOfGates(values: Float32Array, numRows: number, hiddenSize: number): Float32Array {
  const width = 4 * hiddenSize;
  const rows = new Float32Array(values.length);
  GATES.forEach((gate, i) => {
    for (let unit = 0; unit < hiddenSize; unit++) {
      const [from, to] = [gate * hiddenSize + unit, i * hiddenSize + unit];
      for (let row = 0; row < numRows; row++) rows[to * numRows + row] = values[row * width + from]!;
    }
  });
  return rows;
}

/** ONNX has a second bias, of the recurrent kernel. */
function withZeros(bias: Float32Array): Float32Array {
  const both = new Float32Array(2 * bias.length);
  both.set(bias);
  return both;
}
