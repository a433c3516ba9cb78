// Rows that the caller has already.

import { buildLabelMap } from "@newsclf/dataset";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { SETTING_NAMES, SETTINGS, type Settings, settingOf } from "../settings/settings.ts";
import { checkTexts, type LabelledTexts } from "./labelled-texts.ts";
import type { Rows } from "./rows.ts";
import { splitRows } from "./split-rows.ts";

/** Data to train on. */
export interface MemorySource extends LabelledTexts {
  /** Texts to test on; the others are then split into train and validation only. */
  readonly test?: LabelledTexts | undefined;
}

/**
 * @throws NewsclfError `CONFIG` for lists of different lengths or a setting that speaks of files, `DATA_ONE_CLASS`.
 * @throws TypeError for what is no list of strings.
 */
export function rowsFromMemory(source: MemorySource, settings: Settings): Rows {
  const { test = { texts: [], labels: [] } } = source;
  checkTexts("trainClassifier", "source", source);
  checkTexts("trainClassifier", "source.test", test);
  const ofFiles = SETTING_NAMES.find(
    (name) => (name === "splitColumn" || settingOf(name).group === "Data") && settings[name] !== SETTINGS[name].default,
  );
  if (ofFiles !== undefined) {
    throw new NewsclfError("CONFIG", sentence`${setting(ofFiles)} is about files, and the texts are in memory`, {
      fix: sentence`leave ${setting(ofFiles)} out`,
    });
  }
  const labelMap = buildLabelMap([...source.labels, ...test.labels]);
  const placeOf = (row: number) => ({ file: "texts", record: row + 1 });
  const own = { texts: source.texts, labelNames: source.labels, labelMap, column: [], placeOf };
  const texts = [...source.texts, ...test.texts];
  return {
    ...{ texts, titles: texts, labelNames: [...source.labels, ...test.labels], labelMap, files: [], placeOf },
    splits: splitRows(own, settings, test.texts.length),
  };
}
