// How texts are cut for an LSTM: what config.json says beside its layers.

import { quote, unusable } from "../files/unusable.ts";

export interface LstmSettings {
  /** Longest input in tokens; longer texts are cut. */
  readonly maxLength: number;
  /** Whether the classifier was trained on texts padded to `maxLength`, with the padding read as if it were text. */
  readonly readPadding: boolean;
}

/** A copy with these fields alone. Throws a `NewsclfError` `MODEL_JSON`. */
export function checkLstmSettings({ maxLength, readPadding }: Readonly<Record<string, unknown>>): LstmSettings {
  if (!Number.isInteger(maxLength) || (maxLength as number) < 1) {
    throw wrongSetting("maxLength", "a positive integer", maxLength);
  }
  if (typeof readPadding !== "boolean") throw wrongSetting("readPadding", "true or false", readPadding);
  return { maxLength: maxLength as number, readPadding };
}

function wrongSetting(name: string, expected: string, found: unknown): Error {
  return unusable("MODEL_JSON", `config.json: lstm.${name}: expected ${expected}, found ${quote(found)}`);
}
