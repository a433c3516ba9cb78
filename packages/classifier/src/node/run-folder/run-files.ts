// What a run writes beside its log and its model.

import { join } from "node:path";
import { version as nodeVersion } from "node:process";
import { SPLIT_NAMES, tokenLengths } from "@newsclf/dataset";
import { csvLine, predictionRows } from "@newsclf/evaluation";
import { savePredictions, saveReport } from "@newsclf/evaluation/node";
import { saveResultLog } from "@newsclf/training/node";
import { saveFile } from "@newsclf-internal/files";
import type { Rows } from "../../data/rows.ts";
import { moveByWords, moveSetsByWords } from "../../run/moved-words.ts";
import type { HeldOut } from "../../run/parts/fitted-parts.ts";
import { resultToJson } from "../../run/result-json.ts";
import type { RunStart, TrainedRun } from "../../run/train.ts";
import { RUN_KEY } from "../../settings/config-file.ts";
import { version } from "../version.ts";

/**
 * config.json: every setting, so that it can be given back as a config file and repeats the run; and, for people, what it ran
 * on.
 */
export async function saveConfig(folder: string, { settings, data, backend }: RunStart): Promise<void> {
  const run = {
    dataFiles: data.rows.files.flatMap(({ files }) => files),
    versions: { newsclf: version, node: nodeVersion, engine: backend.engine },
    numThreads: backend.numThreads,
  };
  await saveJson(join(folder, "config.json"), { ...settings, [RUN_KEY]: run });
}

/** splits.json: which record of which file was in which split. Records count from 1, the header not among them. */
export async function saveSplits(folder: string, { splits, placeOf }: Rows): Promise<void> {
  const entries = SPLIT_NAMES.map((name) => {
    // Files have any name, `constructor` too.
    const byFile: Record<string, number[]> = Object.create(null);
    for (const row of splits[name]) {
      const { file, record } = placeOf(row);
      byFile[file] ??= [];
      byFile[file].push(record);
    }
    return [name, byFile];
  });
  // On one line: a line a number would be longer than the data.
  await saveFile(join(folder, "splits.json"), [`${JSON.stringify(Object.fromEntries(entries))}\n`]);
}

/** evaluation.json, predictions.csv, out-of-fold.csv, errors.csv and report.html. */
export async function saveResult(folder: string, run: TrainedRun): Promise<void> {
  const { data, settings, test, withoutLstm, baseline, predictions, training, verdict } = run;
  await saveJson(join(folder, "evaluation.json"), resultToJson(run));
  await savePredictions(folder, predictions, { safe: settings.csvSafe });
  if (run.outOfFold) await saveFile(join(folder, "out-of-fold.csv"), outOfFoldTable(run.outOfFold, run));
  await saveReport(folder, {
    title: `newsclf: ${data.rows.files[0]?.name ?? "texts"}`,
    ...{ verdict, training, evaluation: test.evaluation, predictions },
    comparison: [
      ["this model", test.evaluation],
      ...(withoutLstm ? [["without the LSTM", withoutLstm.evaluation] as const] : []),
      ["linear baseline on words", baseline],
    ],
    settings: { ...settings },
    uncalibrated: run.calibration?.before.prediction,
    abstainBelow: run.abstention?.threshold,
    learningRateSearch: run.learningRateSearch,
    ...{ checks: data.checks, lengths: tokenLengths(data.tokens.test) },
    ...(predictions.sets ? await moveSetsByWords(run) : { movedBy: await moveByWords(run) }),
  });
}

/** What TensorBoard shows of the result. @param times - Milliseconds since 1970. */
export async function saveBoard(
  folder: string,
  { test, training, settings, verdict, predictions }: TrainedRun,
  times: { readonly startedAt: number; readonly endedAt: number },
): Promise<void> {
  const { accuracy, macroF1, loss, confusions, microF1, hammingLoss } = test.evaluation;
  const scores = {
    ...{ "test/accuracy": accuracy, "test/macroF1": macroF1, "test/loss": loss },
    ...(predictions.sets && { "test/microF1": microF1!, "test/hammingLoss": hammingLoss! }),
  };
  const step = Math.max(1, training.history.length);
  const { classNames } = predictions;
  await saveResultLog(join(folder, "tensorboard"), {
    ...{ step, scores, settings: { ...settings }, verdict, classNames, ...times },
    confusions: predictions.sets ? undefined : confusions,
  });
}

/** Every training row with what was said of it by parts that had not seen it, fold after fold. */
function* outOfFoldTable(
  { rows, folds, labels, prediction }: HeldOut,
  { data, settings, classifier: { classNames }, predictions: { textColumn, labelSeparator } }: TrainedRun,
): Generator<string> {
  const options = { safe: settings.csvSafe };
  yield csvLine(["fold", "file", "record", textColumn, "gold", "predicted", "probability"]);
  const places = rows.map((position) => data.rows.splits.train[position]!);
  const table = predictionRows({
    ...{ textColumn, classNames, gold: labels, prediction, sets: data.rows.sets, labelSeparator },
    texts: Array.from(places, (row) => data.rows.titles[row]!),
  });
  for (const [i, { text, gold, predicted, probability }] of table.entries()) {
    const { file, record } = data.rows.placeOf(places[i]!);
    yield csvLine([folds[i]! + 1, file, record, text, gold, predicted, probability.toFixed(4)], options);
  }
}

async function saveJson(path: string, value: unknown): Promise<void> {
  await saveFile(path, [`${JSON.stringify(value, undefined, 2)}\n`]);
}
