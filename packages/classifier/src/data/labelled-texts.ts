// Texts and the names of their classes, side by side.

import { NewsclfError } from "@newsclf-internal/errors";

/** Labelled texts in memory, `[n]` each. */
export interface LabelledTexts {
  readonly texts: readonly string[];
  /** The name of each text's class, or of all of its classes. */
  readonly labels: readonly (string | readonly string[])[];
}

/**
 * @param caller - Begins the message.
 * @param where - What was given, such as `source`.
 * @param lists - By their names in it; labels as texts.
 * @throws TypeError for what is no list of strings.
 * @throws NewsclfError `CONFIG` where there are not as many labels as texts.
 */
export function checkTexts(
  caller: string,
  where: string,
  lists: Partial<Record<"texts" | "labels" | "unlabelled", readonly string[]>>,
): void {
  for (const [name, list] of Object.entries(lists)) {
    if (!Array.isArray(list)) throw new TypeError(`${caller}: expected ${where}.${name} to be an array of strings`);
    const wrong = list.findIndex((item) => typeof item !== "string");
    if (wrong < 0) continue;
    throw new TypeError(`${caller}: expected ${where}.${name}[${wrong}] to be a string, got ${typeof list[wrong]}`);
  }
  const { texts, labels } = lists;
  if (texts?.length === labels?.length) return;
  throw new NewsclfError("CONFIG", `expected as many labels as texts, got ${labels?.length} and ${texts?.length}`);
}
