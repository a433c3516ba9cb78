// The n-grams in a model folder: the entry `ngrams` of config.json, `ngrams.bin` with key and weight of each n-gram, and the
// rows of `weights.bin` that belong to them.

import { isObject } from "../files/json.ts";
import type { LayersModelPart } from "../files/layers-model.ts";
import { quote, unusable } from "../files/unusable.ts";
import type { ParamSpec } from "../layers/param.ts";
import { NgramClassifier } from "./ngram-classifier.ts";
import { type NgramBlock, NgramFeatures } from "./ngram-features.ts";

const MAX_FEATURES = 2 ** 24;

/** What stands in config.json. */
export interface NgramConfig {
  /** Words and pairs of words. */
  readonly numWords: number;
  readonly numCharacters: number;
}

export function ngramEntry({ features }: NgramClassifier): NgramConfig {
  return { numWords: features.words.keys.length, numCharacters: features.characters.keys.length };
}

/** @throws NewsclfError `MODEL_JSON`. */
export function checkNgramEntry(entry: unknown): NgramConfig {
  const { numWords, numCharacters } = isObject(entry) ? entry : {};
  for (const [name, size] of Object.entries({ numWords, numCharacters })) {
    if (Number.isInteger(size) && (size as number) >= 0 && (size as number) <= MAX_FEATURES) continue;
    throw unusable(
      "MODEL_JSON",
      `config.json: ngrams.${name}: expected integer 0..${MAX_FEATURES}, found ${quote(size)}`,
    );
  }
  return { numWords: numWords as number, numCharacters: numCharacters as number };
}

/** The weights of each n-gram, then the bias, which is that of an n-gram that every text has once. */
export function ngramParams({ numWords, numCharacters }: NgramConfig, numClasses: number): ParamSpec[] {
  return [{ name: "ngrams/embeddings", shape: [numWords + numCharacters + 1, numClasses] }];
}

export function ngramWeights({ weights, bias }: NgramClassifier): Float32Array[] {
  const all = new Float32Array(weights.length + bias.length);
  all.set(weights);
  all.set(bias, weights.length);
  return [all];
}

/** Keys of words and characters, then their weights: uint32 and float32, little-endian. */
export function encodeNgramKeys({ features: { words, characters } }: NgramClassifier): Uint8Array {
  const numbers = [words.keys, characters.keys, words.idf, characters.idf];
  const view = new DataView(new ArrayBuffer(4 * numbers.reduce((sum, { length }) => sum + length, 0)));
  let at = 0;
  for (const values of numbers) {
    for (const value of values) {
      if (values instanceof Uint32Array) view.setUint32(at, value, true);
      else view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return new Uint8Array(view.buffer);
}

/**
 * @param bytes - Of `ngrams.bin`.
 * @param weights - Those of `ngramParams`.
 * @throws NewsclfError `MODEL_LIMIT`, `MODEL_NONFINITE` or `MODEL_JSON` (an n-gram that is there twice).
 */
export function decodeNgrams(
  { numWords, numCharacters }: NgramConfig,
  bytes: Uint8Array,
  [weights]: readonly Float32Array[],
): NgramClassifier {
  const size = numWords + numCharacters;
  if (bytes.length !== 8 * size) {
    throw unusable("MODEL_LIMIT", `${size} n-grams need ${8 * size} bytes; ngrams.bin has ${bytes.length}`);
  }
  // Loops, since functions for each of a hundred thousand numbers take longer than all else of reading a model.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const keys = new Uint32Array(size);
  const idf = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    keys[i] = view.getUint32(4 * i, true);
    const weight = view.getFloat32(4 * (size + i), true);
    idf[i] = weight;
    if (weight >= 1 && weight < 100) continue;
    throw unusable("MODEL_NONFINITE", `ngrams.bin: weight of n-gram ${i}: expected 1..100, found ${weight}`);
  }
  const block = (start: number, end: number): NgramBlock => ({
    keys: keys.subarray(start, end),
    idf: idf.subarray(start, end),
  });
  const features = new NgramFeatures(block(0, numWords), block(numWords, size));
  if (!features.areDistinct) throw unusable("MODEL_JSON", "ngrams.bin: an n-gram is there twice");
  const numClasses = weights!.length / (size + 1);
  return new NgramClassifier(features, weights!.subarray(0, size * numClasses), weights!.subarray(size * numClasses));
}

/** Inputs `ngram_ids` and `ngram_values`: the features of each text, the bias (the last) with the value 1, and zeros up to a common length. */
export function ngramLayersModel(config: NgramConfig, numClasses: number): LayersModelPart {
  const input = (name: string, dtype: string) => ({
    class_name: "InputLayer",
    config: { name, batch_input_shape: [null, null], dtype, sparse: false },
  });
  const params = ngramParams(config, numClasses);
  return {
    params,
    layers: () => [
      input("ngram_ids", "int32"),
      input("ngram_values", "float32"),
      {
        class_name: "Embedding",
        config: { name: "ngrams", input_dim: params[0]!.shape[0], output_dim: numClasses, mask_zero: false },
        after: ["ngram_ids"],
      },
      { class_name: "Dot", config: { name: "ngram_logits", axes: [1, 1] }, after: ["ngram_values", "ngrams"] },
    ],
  };
}
