// The classes of a model, which all of its parts share.

import { quote, unusable } from "./unusable.ts";

/** @throws NewsclfError `MODEL_JSON` for anything but at least two distinct names. */
export function checkClassNames(names: unknown): readonly string[] {
  const fail = (expected: string): never => {
    throw unusable("MODEL_JSON", `config.json: classNames: expected ${expected}, found ${quote(names)}`);
  };
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string")) return fail("a list of strings");
  if (names.length < 2) return fail("at least two names");
  if (new Set(names).size !== names.length) return fail("distinct names");
  return names;
}
