// What a classifier is made of, as plain data.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { Pooling } from "../layers/pooling.ts";
import type { Initializer } from "../layers/start-values.ts";

/** Sizes and rates of a classifier; `DEFAULT_CLASSIFIER_CONFIG` has all that does not depend on the data. */
export interface ClassifierConfig {
  /** Rows of the embedding, the padding and the unknown token included. */
  readonly vocabSize: number;
  readonly numClasses: number;
  /** Numbers a token. */
  readonly embeddingSize: number;
  /** Units of one LSTM layer in one direction. */
  readonly hiddenSize: number;
  /** LSTM layers, one on the other. */
  readonly numLayers: number;
  /** Whether each layer also reads texts from their end; its output is then twice as wide. */
  readonly bidirectional: boolean;
  readonly pooling: Pooling;
  /** Units of the dense ReLU layers between pooling and logits. */
  readonly headSizes: readonly number[];
  /** Fraction in `[0, 1)` of embedding entries dropped, the same entries at each place that a token has in a batch. */
  readonly embeddingDropoutRate: number;
  /** Fraction in `[0, 1)` dropped between LSTM layers and after each dense ReLU layer. */
  readonly dropoutRate: number;
  /** Fraction in `[0, 1)` of the pooled vector dropped. */
  readonly poolingDropoutRate: number;
  readonly initializer: Initializer;
}

/** Pooling over time and dropout matter most on small data (Sachan 2019); the sizes suit some ten thousand short texts. */
export const DEFAULT_CLASSIFIER_CONFIG: Omit<ClassifierConfig, "vocabSize" | "numClasses"> = {
  embeddingSize: 64,
  hiddenSize: 64,
  numLayers: 1,
  bidirectional: true,
  pooling: "max",
  headSizes: [],
  embeddingDropoutRate: 0.5,
  dropoutRate: 0.2,
  poolingDropoutRate: 0.5,
  initializer: "keras",
};

const INTEGERS: [keyof ClassifierConfig, number, number][] = [
  ["vocabSize", 2, 2 ** 24],
  ["numClasses", 2, 65_536],
  ["embeddingSize", 1, 4096],
  ["hiddenSize", 1, 4096],
  ["numLayers", 1, 16],
];

const CHOICES: [keyof ClassifierConfig, readonly unknown[]][] = [
  ["bidirectional", [true, false]],
  ["pooling", ["last", "mean", "max"]],
  ["initializer", ["keras", "pytorch"]],
];

const RATES = ["embeddingDropoutRate", "dropoutRate", "poolingDropoutRate"] as const;

/** A copy with these fields alone. Throws a `NewsclfError` `CONFIG` that names the first that is missing or out of range. */
export function checkConfig(config: ClassifierConfig): ClassifierConfig {
  for (const [name, min, max] of INTEGERS) checkInteger(name, config[name], min, max);
  for (const [name, choices] of CHOICES) {
    if (!choices.includes(config[name])) fail(name, `one of ${choices.join(", ")}`, config[name]);
  }
  for (const name of RATES) {
    const rate = config[name];
    if (!(typeof rate === "number" && rate >= 0 && rate < 1)) fail(name, "a fraction in [0, 1)", rate);
  }
  if (!Array.isArray(config.headSizes)) fail("headSizes", "a list of sizes", config.headSizes);
  config.headSizes.forEach((size, i) => {
    checkInteger("headSizes", size, 1, 65_536, `[${i}]`);
  });
  const { vocabSize, numClasses } = config;
  const names = Object.keys(DEFAULT_CLASSIFIER_CONFIG) as (keyof typeof DEFAULT_CLASSIFIER_CONFIG)[];
  return {
    vocabSize,
    numClasses,
    ...Object.fromEntries(names.map((name) => [name, config[name]])),
  } as ClassifierConfig;
}

function checkInteger(name: keyof ClassifierConfig, value: unknown, min: number, max: number, entry = ""): void {
  if (!(Number.isInteger(value) && (value as number) >= min && (value as number) <= max)) {
    fail(name, `integer ${min}..${max}`, value, entry);
  }
}

function fail(name: keyof ClassifierConfig, expected: string, found: unknown, entry = ""): never {
  throw new NewsclfError(
    "CONFIG",
    sentence`${setting(name)}${entry}: expected ${expected}, found ${String(JSON.stringify(found))}`,
  );
}
