import type { TrainedModel } from "@newsclf/model";
import { expect, test } from "vitest";
import { encodeSafetensors } from "../../src/index.ts";
import { CLASS_NAMES, createLstm, createNgrams } from "../_models.ts";

const model: TrainedModel = { classNames: CLASS_NAMES, lstm: createLstm(), ngrams: createNgrams() };

test("has every weight by its name", async () => {
  const { header, floats } = read(await encodeSafetensors(model));
  const { params, paramNames } = model.lstm!.classifier;

  for (const [i, name] of paramNames.entries()) {
    expect(header[name]).toMatchObject({ dtype: "F32", shape: params[i]!.shape });
    expect(floats(name)).toEqual([...(await params[i]!.data())]);
  }
  const { weights, bias, features } = model.ngrams!;
  expect(floats("ngrams/embeddings")).toEqual([...weights, ...bias]);
  expect(floats("ngrams/idf")).toEqual([...features.words.idf, ...features.characters.idf]);
  expect(header["ngrams/keys"]).toMatchObject({ dtype: "U32", shape: [features.size] });
});

test("begins its arrays at a multiple of 8, with no gap and no rest", async () => {
  const file = await encodeSafetensors(model);
  const { header, start } = read(file);
  const { __metadata__: _, ...tensors } = header;
  let end = 0;
  for (const { data_offsets } of Object.values(tensors)) {
    expect(data_offsets[0]).toBe(end);
    end = data_offsets[1];
  }

  expect(start % 8).toBe(0);
  expect(start + end).toBe(file.length);
});

test("keeps the configuration", async () => {
  const { header } = read(await encodeSafetensors({ ...model, abstainBelow: 0.75 }));
  const { format, config } = header.__metadata__ as unknown as Record<string, string>;

  expect(format).toBe("newsclf");
  expect(JSON.parse(config!)).toMatchObject({ classNames: CLASS_NAMES, abstainBelow: 0.75, lstm: { hiddenSize: 4 } });
});

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

function read(file: Uint8Array) {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const start = 8 + Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, start))) as Record<string, Entry>;
  const floats = (name: string): number[] => {
    const [first, end] = header[name]!.data_offsets;
    return Array.from({ length: (end - first) / 4 }, (_, i) => view.getFloat32(start + first + 4 * i, true));
  };
  return { header, start, floats };
}
