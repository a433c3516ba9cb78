// The LSTM written a third time, in float64 and one sequence at a time, straight from the equations.

export interface LstmCase {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly lengths: readonly number[];
  readonly reverse: boolean;
  /** Sequence after sequence, token after token, `[Σ lengths, I]`. */
  readonly x: Float64Array;
  readonly kernel: Float64Array;
  readonly recurrentKernel: Float64Array;
  readonly bias: Float64Array;
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** Hidden states, in the order of `x`: `[Σ lengths, H]`. */
export function lstmFloat64({
  inputSize,
  hiddenSize,
  lengths,
  reverse,
  x,
  kernel,
  recurrentKernel,
  bias,
}: LstmCase): Float64Array {
  const y = new Float64Array(lengths.reduce((sum, n) => sum + n, 0) * hiddenSize);
  let start = 0;
  for (const length of lengths) {
    let h = new Float64Array(hiddenSize);
    let c = new Float64Array(hiddenSize);
    for (let k = 0; k < length; k++) {
      const token = start + (reverse ? length - 1 - k : k);
      const scores = bias.map((b, j) => {
        let sum = b;
        for (let i = 0; i < inputSize; i++) sum += x[token * inputSize + i]! * kernel[i * 4 * hiddenSize + j]!;
        for (let i = 0; i < hiddenSize; i++) sum += h[i]! * recurrentKernel[i * 4 * hiddenSize + j]!;
        return sum;
      });
      const cells = c.map((previous, u) => {
        const [i, f, g] = [
          sigmoid(scores[u]!),
          sigmoid(scores[hiddenSize + u]!),
          Math.tanh(scores[2 * hiddenSize + u]!),
        ];
        return f * previous + i * g;
      });
      c = cells;
      h = c.map((cell, u) => sigmoid(scores[3 * hiddenSize + u]!) * Math.tanh(cell));
      y.set(h, token * hiddenSize);
    }
    start += length;
  }
  return y;
}
