// Rows that the caller has already.

import { buildLabelMap, range } from "@newsclf/dataset";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { Settings } from "../settings/settings.ts";
import type { Rows } from "./rows.ts";
import { splitRows } from "./split-rows.ts";

/** Labelled texts in memory, `[n]` each. */
export interface LabelledTexts {
  readonly texts: readonly string[];
  /** The name of each text's class. */
  readonly labels: readonly string[];
}

/** Data to train on. */
export interface MemorySource extends LabelledTexts {
  /** Texts to test on; the others are then split into train and validation only. */
  readonly test?: LabelledTexts | undefined;
}

/** @throws NewsclfError `CONFIG` for lists of different lengths or a split by column, `DATA_ONE_CLASS`. */
export function rowsFromMemory(source: MemorySource, settings: Settings): Rows {
  const { test = { texts: [], labels: [] } } = source;
  for (const { texts, labels } of [source, test]) {
    if (texts.length === labels.length) continue;
    throw new NewsclfError("CONFIG", `expected as many labels as texts, got ${labels.length} and ${texts.length}`);
  }
  const method = settings.splitMethod;
  if (settings.splitColumn !== null) {
    throw new NewsclfError("CONFIG", sentence`${setting("splitMethod", method)} needs a file with columns`, {
      fix: sentence`choose another ${setting("splitMethod")}, or give ${setting("testData")}`,
    });
  }
  const labelMap = buildLabelMap([...source.labels, ...test.labels]);
  const placeOf = (row: number) => ({ file: "texts", record: row + 1 });
  const own = { texts: source.texts, labelNames: source.labels, labelMap, column: [], placeOf };
  const splits = splitRows(own, settings, source.test !== undefined);
  const texts = [...source.texts, ...test.texts];
  const added = range(texts.length).subarray(source.texts.length);
  return {
    ...{ texts, titles: texts, labelNames: [...source.labels, ...test.labels], labelMap, files: [], placeOf },
    splits: { ...splits, test: Int32Array.from([...splits.test, ...added]) },
  };
}
