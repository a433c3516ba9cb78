// The two tables of a run: what the model said of every example, and where it was wrong.

import { join } from "node:path";
import type { CsvOptions } from "./csv-table.ts";
import type { Prediction } from "./predict.ts";
import { saveTable } from "./save-file.ts";

/** One split with its predictions. n = examples. */
export interface PredictionTable extends CsvOptions {
  /** Header of the first column, such as `"title"` or `"text"`. */
  readonly textColumn: string;
  /** `[n]`. */
  readonly texts: readonly string[];
  /** `[C]`, by class index. */
  readonly labelNames: readonly string[];
  /** `[n]`, class indices; -1 for an unlabelled example, whose gold cell is then empty. */
  readonly gold: Int32Array;
  readonly prediction: Prediction;
}

/**
 * Writes `predictions.csv` (every example) and `errors.csv` (labelled examples that were predicted wrongly), both with the
 * columns text, `gold`, `predicted` and `probability` (of the predicted label, four decimals) in the order of the split.
 *
 * @returns How many rows `errors.csv` has.
 * @throws RangeError if the lengths differ.
 */
export async function savePredictions(directory: string, table: PredictionTable): Promise<number> {
  const { textColumn, texts, labelNames, gold, prediction } = table;
  const { labels, probs } = prediction;
  if (texts.length !== labels.length || gold.length !== labels.length) {
    throw new RangeError(
      `savePredictions: expected ${labels.length} texts and gold labels, got ${texts.length} and ${gold.length}`,
    );
  }
  const toRow = (i: number): string[] => {
    const predicted = labels[i]!;
    const probability = probs[i * labelNames.length + predicted]!.toFixed(4);
    return [texts[i]!, labelNames[gold[i]!] ?? "", labelNames[predicted]!, probability];
  };
  const columns = [textColumn, "gold", "predicted", "probability"];
  const wrong = [...labels.keys()].filter((i) => gold[i]! >= 0 && gold[i] !== labels[i]);
  await saveTable(join(directory, "predictions.csv"), columns, mapped(labels.keys(), toRow), table);
  await saveTable(join(directory, "errors.csv"), columns, mapped(wrong, toRow), table);
  return wrong.length;
}

function* mapped<T, U>(items: Iterable<T>, map: (item: T) => U): Generator<U> {
  for (const item of items) yield map(item);
}
