// Class names to class indices and back.

import { NewsclfError } from "@newsclf-internal/errors";
import { quoteText } from "./escape-text.ts";

/** The classes of a data set. */
export interface LabelMap {
  /** `[C]`, sorted by UTF-16 code unit; position is class index. */
  readonly classNames: readonly string[];
  /** Class index of a name, or -1 for a name that the map does not have. */
  idOf(name: string): number;
}

/**
 * The distinct labels, in an order that depends on nothing but themselves.
 *
 * @throws NewsclfError `DATA_ONE_CLASS` with fewer than two.
 */
export function buildLabelMap(labels: Iterable<string>): LabelMap {
  const seen = new Set<string>();
  let count = 0;
  for (const label of labels) {
    seen.add(label);
    count++;
  }
  if (seen.size < 2) {
    const [only] = seen;
    throw new NewsclfError(
      "DATA_ONE_CLASS",
      only === undefined
        ? "no row with a text and a label; need at least 2 classes"
        : `all ${count} rows have label ${quoteText(only)}; need at least 2`,
    );
  }
  return createLabelMap([...seen].sort());
}

/** The map of known classes, such as those saved with a model, in the order given. */
export function createLabelMap(classNames: readonly string[]): LabelMap {
  const ids = new Map(classNames.map((name, id) => [name, id]));
  if (ids.size !== classNames.length) {
    throw new RangeError("createLabelMap: expected distinct names, found a repeated one");
  }
  return { classNames, idOf: (name) => ids.get(name) ?? -1 };
}
