// The two tables of a run: what the model said of every example, and where it was wrong.

import { join } from "node:path";
import { saveFile } from "@newsclf-internal/files";
import { type CsvOptions, csvLine } from "./csv-line.ts";
import { PROBABILITY_PREFIX, type PredictionTable, rowOf, wrongExamples } from "./prediction-table.ts";

/** More would be harder to read than to compute again. */
const MAX_COLUMNS = 50;
/** Lines that are written at once. */
const CHUNK_SIZE = 1000;

/**
 * Writes `predictions.csv` (every example) and `errors.csv` (labelled examples that were predicted wrongly), both with the
 * columns text, `gold`, `predicted` and `probability` (of the predicted label, four decimals) in the order of the split. With at
 * most 50 classes `predictions.csv` also has a column `probability:NAME` for each.
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
  const { classNames } = table;
  const ofClasses = classNames.length <= MAX_COLUMNS ? classNames : [];
  const lines = function* (rows: Iterable<number>, classes: readonly string[]): Generator<string> {
    const names = classes.map((name) => `${PROBABILITY_PREFIX}${name}`);
    let chunk = csvLine([textColumn, "gold", "predicted", "probability", ...names], options);
    let size = 0;
    for (const i of rows) {
      const { text, gold, predicted, probability } = rowOf(table, i);
      const probs = classes.map((_, c) => Number(prediction.probs[i * classNames.length + c]!.toPrecision(7)));
      chunk += csvLine([text, gold, predicted, probability.toFixed(4), ...probs], options);
      if (++size % CHUNK_SIZE > 0) continue;
      yield chunk;
      chunk = "";
    }
    yield chunk;
  };
  const wrong = wrongExamples(table);
  await saveFile(join(folder, "predictions.csv"), lines(prediction.labels.keys(), ofClasses));
  await saveFile(join(folder, "errors.csv"), lines(wrong, []));
  return wrong.length;
}
