// What ONNX Runtime says of texts.

import type { TrainedModel } from "@newsclf/model";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { createOnnxInputs, type OnnxInput } from "../src/index.ts";

/** `change` makes other inputs of those for the texts. */
export async function runOnnx(
  file: Uint8Array,
  model: TrainedModel,
  texts: readonly string[],
  change: (input: OnnxInput, name: string) => OnnxInput = (input) => input,
): Promise<number[]> {
  const session = await InferenceSession.create(file);
  const inputs = Object.entries(createOnnxInputs(model)(texts)).map(([name, input]) => {
    const { type, data, dims } = change(input, name);
    return [name, type === "int64" ? new Tensor(type, data, dims) : new Tensor(type, data, dims)] as const;
  });
  const { logits } = await session.run(Object.fromEntries(inputs));
  await session.release();
  return [...(logits!.data as Float32Array)];
}

/** Three more columns of padding, whose ids are those of a token. */
export function widen({ type, data, dims: [n, length] }: OnnxInput, name: string): OnnxInput {
  const dims = [n, length + 3] as const;
  const isId = name === "input_ids";
  const cells = Array.from({ length: n * dims[1] }, (_, k) => {
    const [row, column] = [Math.floor(k / dims[1]), k % dims[1]];
    if (column >= length) return isId ? 3 : 0;
    return Number(data[row * length + column]);
  });
  return type === "int64"
    ? { type, data: BigInt64Array.from(cells, BigInt), dims }
    : { type, data: Float32Array.from(cells), dims };
}
