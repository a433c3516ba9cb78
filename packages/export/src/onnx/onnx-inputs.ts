// Texts as the inputs of an ONNX file. n = texts.

import type { TrainedModel } from "@newsclf/model";
import { PAD_ID, tokenizerFromJSON } from "@newsclf/tokenizer";

/** An input as `new Tensor(type, data, dims)` of ONNX Runtime takes it. */
export type OnnxInput =
  | { readonly type: "int64"; readonly data: BigInt64Array; readonly dims: readonly [n: number, length: number] }
  | { readonly type: "float32"; readonly data: Float32Array; readonly dims: readonly [n: number, length: number] };

/**
 * Makes the function that turns texts into the inputs of the model's ONNX file, by their names.
 *
 * @throws NewsclfError `MODEL_JSON` for a tokenizer that newsclf did not write.
 */
export function createOnnxInputs({
  lstm,
  ngrams,
}: TrainedModel): (texts: readonly string[]) => Record<string, OnnxInput> {
  const tokenizer = lstm && tokenizerFromJSON(lstm.tokenizer);
  return (texts) => {
    const tokens = tokenizer?.encodeBatch(texts, { maxLength: lstm!.maxLength });
    const rows = ngrams?.features.rows(texts);
    return {
      ...(tokens && {
        input_ids: integers(tokens.offsets, (k) => tokens.tokenIds[k]!, PAD_ID),
        attention_mask: integers(tokens.offsets, () => 1, 0),
      }),
      ...(rows && {
        ngram_ids: integers(rows.offsets, (k) => rows.columns[k]!, 0),
        ngram_values: floats(rows.offsets, rows.values),
      }),
    };
  };
}

function integers(offsets: Int32Array, valueAt: (k: number) => number, padding: number): OnnxInput {
  const dims = dimsOf(offsets);
  const data = new BigInt64Array(dims[0] * dims[1]).fill(BigInt(padding));
  place(offsets, dims[1], (k, at) => {
    data[at] = BigInt(valueAt(k));
  });
  return { type: "int64", data, dims };
}

function floats(offsets: Int32Array, values: Float32Array): OnnxInput {
  const dims = dimsOf(offsets);
  const data = new Float32Array(dims[0] * dims[1]);
  place(offsets, dims[1], (k, at) => {
    data[at] = values[k]!;
  });
  return { type: "float32", data, dims };
}

/** Number of rows, and the length of the longest. */
function dimsOf(offsets: Int32Array): readonly [number, number] {
  const lengths = Array.from(offsets.subarray(1), (end, i) => end - offsets[i]!);
  return [lengths.length, lengths.reduce((longest, length) => Math.max(longest, length), 0)];
}

function place(offsets: Int32Array, width: number, put: (k: number, at: number) => void): void {
  for (let row = 0; row + 1 < offsets.length; row++) {
    const start = offsets[row]!;
    for (let k = start; k < offsets[row + 1]!; k++) put(k, row * width + k - start);
  }
}
