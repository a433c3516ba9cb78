// Weights that begin where another classifier ended, whose words and classes need not be the same. V = vocabulary size, C = classes.

import { startWeights } from "../layers/param.ts";
import { classifierParams } from "./classifier-layers.ts";
import { type ClassifierConfig, checkConfig } from "./config.ts";

/** A trained classifier as plain data. */
export interface KnownLstm {
  readonly config: ClassifierConfig;
  /** In the order of the classifier's parameters. */
  readonly weights: readonly Float32Array[];
  /** `[V]`. */
  readonly vocab: readonly string[];
  /** `[C]`. */
  readonly classNames: readonly string[];
}

/**
 * Starting weights of a classifier of other texts: words and classes that `known` has begin with its numbers, the others as in a
 * new classifier; everything between is `known`'s.
 *
 * @param config - As that of `known` but for the sizes of vocabulary and classes, and what is dropped in training.
 * @throws RangeError for layers of another size.
 */
export function warmStart(
  config: ClassifierConfig,
  seed: number,
  { vocab, classNames }: Pick<KnownLstm, "vocab" | "classNames">,
  known: KnownLstm,
): Float32Array[] {
  const params = classifierParams(checkConfig(config));
  const weights = startWeights(params, seed);
  const knownParams = classifierParams(known.config);
  const isOther = (i: number): boolean =>
    params[i]!.name !== knownParams[i]?.name || params[i]!.shape.slice(-1)[0] !== knownParams[i]!.shape.slice(-1)[0];
  const last = params.length - 2;
  const wrong = params.findIndex((_, i) => i < last && isOther(i));
  if (wrong >= 0 || params.length !== knownParams.length) {
    throw new RangeError("warmStart: expected a config with the layers of the known classifier, got another");
  }
  copyRows(weights[0]!, known.weights[0]!, config.embeddingSize, indicesIn(known.vocab, vocab));
  for (let i = 1; i < last; i++) weights[i]!.set(known.weights[i]!);
  const classes = indicesIn(known.classNames, classNames);
  for (let i = last; i < params.length; i++)
    copyColumns(weights[i]!, known.weights[i]!, classes, known.classNames.length);
  return weights;
}

/** For each name its place among the known ones, or -1. */
function indicesIn(known: readonly string[], names: readonly string[]): number[] {
  const places = new Map(known.map((name, i) => [name, i]));
  return names.map((name) => places.get(name) ?? -1);
}

/** @param from - For each row of `target`, that of `source`; -1 leaves it. */
function copyRows(target: Float32Array, source: Float32Array, width: number, from: readonly number[]): void {
  from.forEach((row, i) => {
    if (row >= 0) target.set(source.subarray(row * width, (row + 1) * width), i * width);
  });
}

/** @param from - For each column of `target`, that of `source`; -1 leaves it. */
function copyColumns(target: Float32Array, source: Float32Array, from: readonly number[], width: number): void {
  for (let start = 0; start < target.length; start += from.length) {
    const row = start / from.length;
    from.forEach((column, c) => {
      if (column >= 0) target[start + c] = source[row * width + column]!;
    });
  }
}
