// The two tables of a run: what the model said of every example, and where it was wrong.

import { join } from "node:path";
import { type PredictionTable, rowOf, wrongExamples } from "./_prediction-table.ts";
import type { CsvOptions } from "./csv-table.ts";
import { saveTable } from "./save-file.ts";

/**
 * Writes `predictions.csv` (every example) and `errors.csv` (labelled examples that were predicted wrongly), both with the
 * columns text, `gold`, `predicted` and `probability` (of the predicted label, four decimals) in the order of the split.
 *
 * @returns How many rows `errors.csv` has.
 * @throws RangeError if the lengths differ.
 */
export async function savePredictions(
  folder: string,
  table: PredictionTable,
  options: CsvOptions = {},
): Promise<number> {
  const { textColumn, texts, gold, prediction } = table;
  const numRows = prediction.labels.length;
  if (texts.length !== numRows || gold.length !== numRows) {
    throw new RangeError(
      `savePredictions: expected ${numRows} texts and gold labels, got ${texts.length} and ${gold.length}`,
    );
  }
  const toCells = (i: number): string[] => {
    const { text, gold, predicted, probability } = rowOf(table, i);
    return [text, gold, predicted, probability.toFixed(4)];
  };
  const columns = [textColumn, "gold", "predicted", "probability"];
  const wrong = wrongExamples(table);
  await saveTable(join(folder, "predictions.csv"), columns, mapped(prediction.labels.keys(), toCells), options);
  await saveTable(join(folder, "errors.csv"), columns, mapped(wrong, toCells), options);
  return wrong.length;
}

function* mapped<T, U>(items: Iterable<T>, map: (item: T) => U): Generator<U> {
  for (const item of items) yield map(item);
}
