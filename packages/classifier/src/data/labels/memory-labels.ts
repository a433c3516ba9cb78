// Labels that the caller has already, as readers give them.

import { labelSetText, softLabelText } from "@newsclf/dataset";

/** The name of a text's class; or the names of all of its classes; or how classes share it, by name. */
export type GivenLabel = string | readonly string[] | Readonly<Record<string, number>>;

/**
 * Each label as the text that stands for it.
 *
 * @param where - Where they were given, for messages, such as `source`.
 * @throws RangeError for shares that are none. What is no label at all stays as it is.
 */
export function labelTexts(caller: string, where: string, labels: readonly GivenLabel[]): string[] {
  // What is no list, or no text, is refused with all other lists of texts.
  if (!Array.isArray(labels)) return labels as never;
  return labels.map((label: GivenLabel, i) => {
    if (typeof label !== "object" || label === null) return label;
    if (Array.isArray(label))
      return label.every((name) => typeof name === "string") ? labelSetText(label) : (label as never);
    const shares = Object.entries(label).map(([label, probability]) => ({ label, probability }));
    const text = softLabelText(shares);
    if (text !== undefined) return text;
    throw new RangeError(
      `${caller}: expected ${where}.labels[${i}] to have shares in 0..1 by the names of classes, got ${JSON.stringify(label)}`,
    );
  });
}
