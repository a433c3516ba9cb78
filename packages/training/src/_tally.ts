// Adds up loss and hits over batches of logits. B = batch size, C = number of classes.

/** Sums over the examples seen so far. */
export class Tally {
  readonly numClasses: number;
  readonly confusion: Int32Array<ArrayBuffer>;
  examples = 0;
  hits = 0;
  lossSum = 0;

  constructor(numClasses: number) {
    this.numClasses = numClasses;
    this.confusion = new Int32Array(numClasses * numClasses);
  }

  /**
   * @param logits - Row-major `[B, C]`.
   * @param labels - `[B]`, each in `0..C-1`.
   * @returns Mean cross-entropy of this batch in nats.
   */
  add(logits: ArrayLike<number>, labels: Int32Array): number {
    let batchLoss = 0;
    for (let row = 0; row < labels.length; row++) {
      const start = row * this.numClasses;
      const best = argMax(logits, start, this.numClasses);
      const label = labels[row]!;
      batchLoss += logSumExp(logits, start, this.numClasses) - logits[start + label]!;
      this.confusion[label * this.numClasses + best]! += 1;
      if (best === label) this.hits += 1;
    }
    this.examples += labels.length;
    this.lossSum += batchLoss;
    return batchLoss / labels.length;
  }

  /** Mean cross-entropy in nats. */
  get loss(): number {
    return this.lossSum / this.examples;
  }

  /** Fraction in `[0, 1]`. */
  get accuracy(): number {
    return this.hits / this.examples;
  }
}

/** Index within the row of its largest value, the first of equals. */
export function argMax(values: ArrayLike<number>, start: number, length: number): number {
  let best = 0;
  for (let c = 1; c < length; c++) if (values[start + c]! > values[start + best]!) best = c;
  return best;
}

/** ln of the sum of exponentials of a row, without overflow. */
export function logSumExp(values: ArrayLike<number>, start: number, length: number): number {
  const max = values[start + argMax(values, start, length)]!;
  let sum = 0;
  for (let c = 0; c < length; c++) sum += Math.exp(values[start + c]! - max);
  return max + Math.log(sum);
}

/** Writes the softmax of a row of logits to the same place in `probs`. */
export function softmaxRow(logits: ArrayLike<number>, probs: Float32Array, start: number, length: number): void {
  const total = logSumExp(logits, start, length);
  for (let c = 0; c < length; c++) probs[start + c] = Math.exp(logits[start + c]! - total);
}
