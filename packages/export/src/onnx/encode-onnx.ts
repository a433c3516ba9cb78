// A trained model as an ONNX file.

import { FORMAT_VERSION, type LstmPart, type TrainedModel } from "@newsclf/model";
import { NewsclfError } from "@newsclf-internal/errors";
import { Graph, type Weight } from "./graph.ts";
import { lstmLogits } from "./lstm-logits.ts";
import { encodeModelProto } from "./messages.ts";
import { ngramLogits } from "./ngram-logits.ts";

const IR_VERSION = 8;
const OPSET = 17;

/** What a protocol buffer can hold. */
const MAX_BYTES = 2 ** 31 - 1;

/**
 * Writes opset 17. Inputs, of any batch and length: with an LSTM `input_ids` and `attention_mask`, int64 `[batch, tokens]`, padded on
 * the right, or not; with n-grams `ngram_ids`, int64, and `ngram_values`, float32 `[batch, ngrams]`, filled up with the id 0 and the
 * value 0. Output: `logits`, float32 `[batch, classes]`. The file's properties are `class_names`, `thresholds` and `abstain_below` as JSON
 * where the model has them, `output_activation` (`softmax` or `sigmoid`), `max_length` and `format_version`.
 *
 * @throws NewsclfError `EXPORT_SIZE` for weights of 2 GiB and more.
 */
export async function encodeOnnx({
  classNames,
  lstm,
  ngrams,
  thresholds,
  abstainBelow,
}: TrainedModel): Promise<Uint8Array> {
  const weights = lstm ? await weightsOf(lstm) : [];
  const numValues = weights.reduce((sum, { values }) => sum + values.length, 0) + (ngrams?.weights.length ?? 0);
  if (4 * numValues > 0.99 * MAX_BYTES) {
    throw new NewsclfError("EXPORT_SIZE", `an ONNX file holds 2 GiB; the weights take ${4 * numValues} bytes`, {
      fix: "train with fewer words or a smaller embedding, or export safetensors",
    });
  }
  const graph = new Graph();
  const parts = [...(lstm ? [lstmLogits(graph, lstm, weights)] : []), ...(ngrams ? [ngramLogits(graph, ngrams)] : [])];
  const sum = parts.length > 1 ? graph.add("Add", parts) : parts[0]!;
  const output = { name: "logits", type: "float32", shape: ["batch", classNames.length] } as const;
  return encodeModelProto({
    irVersion: IR_VERSION,
    opset: OPSET,
    producer: "newsclf",
    graph: graph.finish("newsclf", sum, output),
    metadata: {
      class_names: JSON.stringify(classNames),
      output_activation: thresholds ? "sigmoid" : "softmax",
      ...(thresholds && { thresholds: JSON.stringify(thresholds) }),
      ...(abstainBelow !== undefined && { abstain_below: JSON.stringify(abstainBelow) }),
      ...(lstm && { max_length: String(lstm.maxLength) }),
      format_version: String(FORMAT_VERSION),
    },
  });
}

async function weightsOf({ classifier: { params, paramNames } }: LstmPart): Promise<Weight[]> {
  return Promise.all(
    params.map(async (param, i) => {
      const values = (await param.data()) as Float32Array;
      return { name: paramNames[i]!, shape: param.shape, values };
    }),
  );
}
