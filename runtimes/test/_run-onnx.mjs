// What ONNX Runtime says of texts.

import { createOnnxInputs } from "@newsclf/export";
import { InferenceSession, Tensor } from "onnxruntime-node";

/** `change` makes other inputs of those for the texts. */
export async function runOnnx(file, model, texts, change = (input) => input) {
  const session = await InferenceSession.create(file);
  const inputs = Object.entries(createOnnxInputs(model)(texts)).map(([name, input]) => {
    const { type, data, dims } = change(input, name);
    return [name, new Tensor(type, data, dims)];
  });
  const { logits } = await session.run(Object.fromEntries(inputs));
  await session.release();
  return [...logits.data];
}

/** Three more columns of padding, whose ids are those of a token. */
export function widen({ type, data, dims: [n, length] }, name) {
  const dims = [n, length + 3];
  const isId = name === "input_ids";
  const cells = Array.from({ length: n * dims[1] }, (_, k) => {
    const [row, column] = [Math.floor(k / dims[1]), k % dims[1]];
    if (column >= length) return isId ? 3 : 0;
    return Number(data[row * length + column]);
  });
  return { type, data: type === "int64" ? BigInt64Array.from(cells, BigInt) : Float32Array.from(cells), dims };
}
