// What config.json says beside the configuration of the classifier.

import { quote, unusable } from "./unusable.ts";

export interface ModelSettings {
  /** `[C]`, the name of each class. */
  readonly classNames: readonly string[];
  /** Longest input in tokens; longer texts are cut. */
  readonly maxLength: number;
  /** Whether the classifier was trained on texts padded to `maxLength`, with the padding read as if it were text. */
  readonly readPadding: boolean;
}

/** A copy with these fields alone. Throws a `NewsclfError` `MODEL_JSON` or `MODEL_MISMATCH`. */
export function checkModelSettings(
  { classNames, maxLength, readPadding }: Readonly<Record<string, unknown>>,
  numClasses: number,
): ModelSettings {
  if (!Array.isArray(classNames) || !classNames.every((name) => typeof name === "string")) {
    throw wrongSetting("classNames", "a list of strings", classNames);
  }
  if (new Set(classNames).size !== classNames.length) throw wrongSetting("classNames", "distinct names", classNames);
  if (classNames.length !== numClasses) {
    throw unusable("MODEL_MISMATCH", `${classNames.length} class names, ${numClasses} outputs`);
  }
  if (!Number.isInteger(maxLength) || (maxLength as number) < 1) {
    throw wrongSetting("maxLength", "a positive integer", maxLength);
  }
  if (typeof readPadding !== "boolean") throw wrongSetting("readPadding", "true or false", readPadding);
  return { classNames, maxLength: maxLength as number, readPadding };
}

function wrongSetting(name: keyof ModelSettings, expected: string, found: unknown): Error {
  return unusable("MODEL_JSON", `config.json: ${name}: expected ${expected}, found ${quote(found)}`);
}
