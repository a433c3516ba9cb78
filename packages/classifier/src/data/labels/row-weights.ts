// How much each row counts in training.

import { quoteText } from "@newsclf/dataset";
import { balancedClassWeights, type Gold } from "@newsclf/training";
import { NewsclfError, nearestName, sentence, setting } from "@newsclf-internal/errors";
import type { Settings } from "../../settings/settings.ts";
import { type RowPlace, showPlace } from "../rows.ts";

/**
 * The numbers of a column.
 *
 * @param column - Of the first rows; all further ones count 1.
 * @throws NewsclfError `DATA_WEIGHT` for what is no number of at least 0.
 */
export function parseWeights(
  column: readonly string[],
  numRows: number,
  placeOf: (row: number) => RowPlace,
): Float32Array {
  const weights = new Float32Array(numRows).fill(1);
  column.forEach((written, row) => {
    const weight = written === "" ? Number.NaN : Number(written);
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new NewsclfError("DATA_WEIGHT", `expected a weight of at least 0, found ${quoteText(written)}`, {
        place: showPlace(placeOf(row)),
        fix: sentence`correct it, or choose another ${setting("weightColumn")}`,
      });
    }
    weights[row] = weight;
  });
  return weights;
}

/**
 * Weights of rows times those of their classes, 1 on average; undefined where all count alike.
 *
 * @param gold - Of some rows, with the weights that they have of their own.
 * @param trained - `[m]`, those of the training rows, which balanced weights follow.
 * @throws NewsclfError `CONFIG` for a class that is not there, or where nothing counts.
 */
export function weightsOf(
  { labels, weights: ofRows }: Gold,
  trained: Int32Array,
  classNames: readonly string[],
  classWeights: Settings["classWeights"],
): Gold["weights"] {
  if (!ofRows && classWeights === null) return undefined;
  const ofClasses = classWeights === null ? undefined : resolveClassWeights(classWeights, trained, classNames);
  const weights = Float32Array.from(labels, (label, i) => (ofRows?.[i] ?? 1) * (ofClasses?.[label] ?? 1));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  if (weights.length > 0 && !(mean > 0)) {
    throw new NewsclfError("CONFIG", "no row has a weight above 0", {
      fix: sentence`change ${setting(classWeights === null ? "weightColumn" : "classWeights")}`,
    });
  }
  return weights.map((weight) => weight / mean);
}

function resolveClassWeights(
  given: NonNullable<Settings["classWeights"]>,
  trained: Int32Array,
  classNames: readonly string[],
): Float32Array {
  if (given === "balanced") return balancedClassWeights(trained, classNames.length);
  const unknown = Object.keys(given).find((name) => !classNames.includes(name));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, classNames);
    throw new NewsclfError("CONFIG", sentence`${setting("classWeights")}: no class ${quoteText(unknown)}`, {
      fix: nearest === undefined ? "leave it out" : `did you mean ${quoteText(nearest)}?`,
    });
  }
  return Float32Array.from(classNames, (name) => (Object.hasOwn(given, name) ? given[name]! : 1));
}
