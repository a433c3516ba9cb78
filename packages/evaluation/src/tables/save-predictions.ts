// The two tables of a run: what the model said of every example, and where it was wrong.

import { join } from "node:path";
import { saveFile } from "@newsclf-internal/files";
import { type CsvOptions, csvLine } from "./csv-line.ts";
import { type PredictionTable, rowOf, wrongExamples } from "./prediction-table.ts";

/** Lines that are written at once. */
const CHUNK_SIZE = 1000;

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
  const lines = function* (rows: Iterable<number>): Generator<string> {
    let chunk = csvLine([textColumn, "gold", "predicted", "probability"], options);
    let size = 0;
    for (const i of rows) {
      const { text, gold, predicted, probability } = rowOf(table, i);
      chunk += csvLine([text, gold, predicted, probability.toFixed(4)], options);
      if (++size % CHUNK_SIZE > 0) continue;
      yield chunk;
      chunk = "";
    }
    yield chunk;
  };
  const wrong = wrongExamples(table);
  await saveFile(join(folder, "predictions.csv"), lines(prediction.labels.keys()));
  await saveFile(join(folder, "errors.csv"), lines(wrong));
  return wrong.length;
}
