// What the parts of a step add up to, in memory and as bytes. P = parameters.

import { disposeGradient, type Gradient, isRowSparse, sumGradients } from "@newsclf/kernels";
import { type Tensor, type Tensor2D, tensor } from "@tensorflow/tfjs-core";

/** Of one part of a step, or of several one after another. */
export interface StepSum {
  /** `[P]`, each of the mean loss over the examples of the step. */
  readonly gradients: readonly Gradient[];
  /** One a part: its mean loss. */
  readonly losses: readonly Promise<number>[];
  /** One a part, row-major `[B, C]`. */
  readonly logits: readonly Promise<Float32Array>[];
}

/** What goes in stays the caller's. */
export function addSums(left: StepSum, right: StepSum): StepSum {
  return {
    gradients: left.gradients.map((gradient, i) => sumGradients([gradient, right.gradients[i]!], [1, 1])),
    losses: [...left.losses, ...right.losses],
    logits: [...left.logits, ...right.logits],
  };
}

export function disposeSum({ gradients }: StepSum): void {
  gradients.forEach(disposeGradient);
}

/** In words of 4 bytes, as this machine has them. */
export async function encodeSum({ gradients, losses, logits }: StepSum): Promise<Uint8Array> {
  const [lossValues, logitValues, values] = await Promise.all([
    Promise.all(losses),
    Promise.all(logits),
    Promise.all(gradients.map((gradient) => (isRowSparse(gradient) ? gradient.values : gradient).data<"float32">())),
  ]);
  const rows = gradients.map((gradient) => (isRowSparse(gradient) ? gradient.rows : undefined));
  const ints = [
    Int32Array.of(losses.length, ...logitValues.map(({ length }) => length), ...rows.map((some) => some?.length ?? -1)),
    ...rows.filter((some) => some !== undefined),
  ];
  const floats = [Float32Array.from(lossValues), ...logitValues, ...values];
  const numWords = [...ints, ...floats].reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(4 * numWords);
  let at = 0;
  for (const part of [...ints, ...floats]) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

/** @param params - Those of the gradients. */
export function decodeSum(bytes: Uint8Array, params: readonly Tensor[]): StepSum {
  const buffer = bytes.slice().buffer;
  let at = 0;
  const takeInts = (length: number): Int32Array => {
    at += 4 * length;
    return new Int32Array(buffer, at - 4 * length, length);
  };
  const takeFloats = (length: number): Float32Array => {
    at += 4 * length;
    return new Float32Array(buffer, at - 4 * length, length);
  };
  const [numParts] = takeInts(1);
  const sizes = takeInts(numParts!);
  const rows = Array.from(takeInts(params.length), (numRows) => numRows).map((numRows) =>
    numRows < 0 ? undefined : takeInts(numRows),
  );
  const losses = Array.from(takeFloats(numParts!), (loss) => Promise.resolve(loss));
  const logits = Array.from(sizes, (size) => Promise.resolve(takeFloats(size)));
  const gradients = params.map(({ shape, size }, i): Gradient => {
    const some = rows[i];
    if (some === undefined) return tensor(takeFloats(size), shape);
    const width = shape[1]!;
    return { rows: some, values: tensor(takeFloats(some.length * width), [some.length, width]) as Tensor2D };
  });
  return { gradients, losses, logits };
}
