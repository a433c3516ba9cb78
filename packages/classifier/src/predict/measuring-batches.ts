// The batches that texts are answered and measured in.

import { createLoader, type Loader, type Padding, type TokenDataset } from "@newsclf/dataset";
import { PAD_ID } from "@newsclf/tokenizer";

/** Texts measured at once. */
const MEASURING_BATCH_SIZE = 64;

/** How an LSTM wants its texts. */
interface Reading {
  /** In tokens. */
  readonly maxLength: number;
  /** Whether it reads padding up to `maxLength`. */
  readonly readPadding: boolean;
}

/** Every row once, short texts first. */
export function measuringBatches(tokens: TokenDataset, reading: Reading): Loader {
  return createLoader(tokens, {
    ...{ batchSize: MEASURING_BATCH_SIZE, shuffle: false, bucketed: true },
    ...paddingOf(reading),
  });
}

export function paddingOf({ readPadding, maxLength }: Reading): Padding {
  return readPadding ? { padToLength: maxLength, padId: PAD_ID } : {};
}
