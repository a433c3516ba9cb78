// The weights of a model as a safetensors file: the size of a header, the header as JSON, the arrays.

import { encodeModel, type TrainedModel } from "@newsclf/model";

/** Where the arrays start is a multiple of this. */
const ALIGNMENT = 8;

const utf8 = new TextEncoder();

interface StockModel {
  readonly weightsManifest: readonly [
    { readonly weights: readonly { readonly name: string; readonly shape: readonly number[] }[] },
  ];
}

/**
 * All weights, float32, by the names that they have in `model.json`; with n-grams also their keys (`ngrams/keys`, uint32) and inverse
 * document frequencies (`ngrams/idf`). The metadata has `config`, which is the model folder's config.json, and `format`, `newsclf`.
 *
 * @throws RangeError for a model without a part.
 */
export async function encodeSafetensors(model: TrainedModel): Promise<Uint8Array> {
  const files = await encodeModel(model);
  const { weightsManifest } = JSON.parse(textOf(files, "model.json")) as StockModel;
  const size = model.ngrams?.features.size;
  const tensors = [
    ...weightsManifest[0].weights.map((weight) => ({ ...weight, dtype: "F32" })),
    ...(size === undefined
      ? []
      : [
          { name: "ngrams/keys", shape: [size], dtype: "U32" },
          { name: "ngrams/idf", shape: [size], dtype: "F32" },
        ]),
  ];
  // Not "pt", which is what Python's transformers writes: these are weights of none of its models.
  const metadata = { format: "newsclf", config: textOf(files, "config.json") };
  let end = 0;
  const entries = tensors.map(({ name, shape, dtype }) => {
    const start = end;
    end += 4 * shape.reduce((product, n) => product * n, 1);
    return [name, { dtype, shape, data_offsets: [start, end] }] as const;
  });
  const header = utf8.encode(JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) }));
  const headerSize = Math.ceil(header.length / ALIGNMENT) * ALIGNMENT;

  const file = new Uint8Array(8 + headerSize + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerSize), true);
  file.fill(0x20, 8, 8 + headerSize).set(header, 8);
  const weights = files.get("weights.bin")!;
  file.set(weights, 8 + headerSize);
  file.set(files.get("ngrams.bin") ?? new Uint8Array(), 8 + headerSize + weights.length);
  return file;
}

function textOf(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  return new TextDecoder().decode(files.get(name));
}
