// What the parts of a step add up to, in memory and as bytes. P = parameters.

import { addGradients, disposeGradient, type Gradient, isRowSparse } from "@newsclf/kernels";
import { dispose, type Tensor, type Tensor2D, tensor } from "@tensorflow/tfjs-core";
import { joinWords } from "./join-words.ts";

/** Of one part of a step, or of several one after another. */
export interface StepSum {
  /** `[P]`; all parts together have that of the mean loss over the examples of the step. */
  readonly gradients: readonly Gradient[];
  /** One a part, a scalar: its mean loss. */
  readonly losses: readonly Tensor[];
  /** One a part, `[B, C]`; of another process `[B * C]`. */
  readonly logits: readonly Tensor[];
}

/** Takes both over: gradients are disposed of one after another, losses and logits are those of the sum. */
export function addSums(left: StepSum, right: StepSum): StepSum {
  const gradients = left.gradients.map((gradient, i) => {
    const [a, b] = [gradient, right.gradients[i]!];
    const sum = addGradients(a, b);
    disposeGradient(a);
    disposeGradient(b);
    return sum;
  });
  return { gradients, losses: [...left.losses, ...right.losses], logits: [...left.logits, ...right.logits] };
}

export function disposeSum({ gradients, losses, logits }: StepSum): void {
  gradients.forEach(disposeGradient);
  dispose([...losses, ...logits]);
}

/** Counts and rows, then losses, logits and gradients. */
export async function encodeSum({ gradients, losses, logits }: StepSum): Promise<Uint8Array> {
  const tensors = [
    ...losses,
    ...logits,
    ...gradients.map((gradient) => (isRowSparse(gradient) ? gradient.values : gradient)),
  ];
  const rows = gradients.map((gradient) => (isRowSparse(gradient) ? gradient.rows : undefined));
  const counts = [losses.length, ...logits.map(({ size }) => size), ...rows.map((some) => some?.length ?? -1)];
  const words: (Int32Array | Float32Array)[] = [Int32Array.from(counts), ...rows.filter((some) => some !== undefined)];
  words.push(...(await Promise.all(tensors.map((values) => values.data<"float32">()))));
  return joinWords(words);
}

/**
 * @param bytes - Not used otherwise any more.
 * @param params - Those of the gradients.
 * @throws RangeError for bytes of other parameters.
 */
export function decodeSum(bytes: Uint8Array, params: readonly Tensor[]): StepSum {
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  let at = 0;
  const take = (length: number): [ArrayBufferLike, number, number] => {
    at += 4 * length;
    if (!(length >= 0 && at <= byteLength)) throw foreign(byteLength);
    return [buffer, byteOffset + at - 4 * length, length];
  };
  const takeInts = (length: number): Int32Array => new Int32Array(...take(length));
  const takeFloats = (length: number): Float32Array => new Float32Array(...take(length));
  const [numParts] = takeInts(1);
  const sizes = Array.from(takeInts(numParts!));
  const numRows = Array.from(takeInts(params.length));
  const rows = numRows.map((count) => (count < 0 ? undefined : takeInts(count)));
  const losses = sizes.map(() => takeFloats(1));
  const logits = sizes.map(takeFloats);
  const values = params.map(({ size, shape }, i) => takeFloats(rows[i] ? rows[i].length * shape[1]! : size));
  if (at !== byteLength) throw foreign(byteLength);
  return {
    gradients: params.map(({ shape }, i): Gradient => {
      const some = rows[i];
      if (some === undefined) return tensor(values[i]!, shape);
      return { rows: some, values: tensor(values[i]!, [some.length, shape[1]!]) as Tensor2D };
    }),
    losses: losses.map((loss) => tensor(loss, [])),
    logits: logits.map((some) => tensor(some)),
  };
}

function foreign(length: number): RangeError {
  return new RangeError(
    `trainStep: ${length} bytes of another process are no step of this one; do all have the same data and options?`,
  );
}
