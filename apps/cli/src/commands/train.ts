// newsclf train: data -> splits -> model -> fit -> test -> run folder.

import { rmSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CheckReport } from "@newsclf/dataset";
import { type ClassifierConfig, createClassifier, formatSummary, summarize } from "@newsclf/model";
import { saveModel } from "@newsclf/model/node";
import {
  evaluatePrediction,
  evaluationToJson,
  type FitResult,
  fit,
  fitLinearBaseline,
  predict,
} from "@newsclf/training";
import { createRunLog, saveJson, savePredictions, saveReport } from "@newsclf/training/node";
import { type BackendName, describeBackend, selectBackend } from "../backend.ts";
import { checkBatchSize, checkSampling, measuringBatches, trainingBatches } from "../batches.ts";
import { checkRows } from "../check-rows.ts";
import { describeColumns, describeData, describeResult, describeWeights } from "../describe.ts";
import { headline } from "../describe-checks.ts";
import { count } from "../format.ts";
import { loadData } from "../load-data.ts";
import { UsageError } from "../print-error.ts";
import { createProgress } from "../progress.ts";
import type { DataOptions } from "../read-examples.ts";
import { readSplitData, type SplitData } from "../read-split-data.ts";
import { checkRunFolder, createRunFolder } from "../run-folder.ts";
import { saveConfig } from "../save-config.ts";
import { saveSplits } from "../save-splits.ts";
import { createStatusLine } from "../status-line.ts";
import { stopOnSignal } from "../stop-on-signal.ts";
import { type PRESETS, resolveSettings, type TrainSettings } from "../train-options.ts";

const SAMPLE = {
  data: fileURLToPath(new URL("../sample/noticias.csv", import.meta.url)),
  textColumn: ["text"],
  titleColumn: "title",
  labelColumn: "category",
};

/** Of a parameter: itself, two running means, its gradient, and a copy of the best; 4 bytes each. */
const BYTES_PER_PARAM = 20;

export interface TrainCommandOptions extends DataOptions, Partial<TrainSettings> {
  readonly data?: string;
  readonly testData?: string;
  readonly out?: string;
  readonly preset: keyof typeof PRESETS;
  readonly backend: BackendName;
  readonly threads?: number;
  readonly checks: boolean;
  readonly csvSafe?: boolean;
  readonly json?: boolean;
}

export async function train(options: TrainCommandOptions): Promise<void> {
  const settings = resolveSettings(options.preset, options);
  checkSampling(settings);
  checkRunFolder(options.out);
  const source = options.data === undefined ? { ...options, ...SAMPLE } : { ...options, data: options.data };
  const say = (text: string): void => void process.stderr.write(`${text}\n`);

  const rows = await readSplitData(source.data, options.testData, source, settings);
  const rowChecks = options.checks ? checkColumns(rows, settings).checks : [];
  const data = loadData(rows, settings);
  if (options.maxBatchTokens === undefined) checkBatchSize(options.batchSize, data.train.texts.length);
  say(describeData(data, rows));
  const found = options.checks ? [...rowChecks, ...data.tokenChecks].filter(({ status }) => status !== "pass") : [];
  // Not an error while the program goes on.
  for (const result of found) say(headline({ ...result, status: "warn" }));
  if (found.length > 0) say("            (newsclf check shows the rows, and what to do)");

  const engine = await selectBackend(options.backend, options.threads);
  say(`engine      ${describeBackend(engine)}`);
  const labelNames = rows.labelMap.names;
  const config = { ...settings, vocabSize: data.tokenizer.vocabSize, numClasses: labelNames.length };
  checkMemory(config);
  const kept = settings.restoreBestWeights ? "best weights so far" : "last weights";
  const firstWords = `stopping after this batch; the ${kept} are kept (again: stop at once)`;
  const stop = stopOnSignal(say, firstWords, () => discard());
  const classifier = createClassifier(config, settings.seed);
  const { maxLength, readPadding, seed } = settings;
  const model = { classifier, labelNames, tokenizer: data.tokenizer.toJSON(), maxLength, readPadding };
  const batches = trainingBatches(data.train, settings);
  const folder = createRunFolder(options.out, source.data);
  const discard = (): void => rmSync(folder, { recursive: true, force: true });
  const modelFolder = join(folder, "model");
  const keepModel = (): Promise<void> =>
    saveModel(modelFolder, model).catch((error: unknown) => {
      discard();
      throw error;
    });
  say(`\n${formatSummary(summarize(classifier.config))}\n`);

  const progress = createProgress({
    stream: process.stderr,
    numEpochs: settings.numEpochs,
    now: () => performance.now(),
  });
  const run = async (): Promise<FitResult> => {
    await saveConfig(folder, { options: source, settings, rows, engine });
    await saveSplits(folder, rows);
    const log = createRunLog(folder, { now: Date.now });
    return fit(classifier, {
      ...settings,
      train: batches,
      validation: measuringBatches(data.validation.tokens, settings),
      earlyStopping: settings,
      signal: stop.signal,
      callbacks: {
        onStep: (record) => progress.onStep?.(record),
        onEpochEnd: async (record, isBest) => {
          await progress.onEpochEnd?.(record, isBest);
          await log.epoch(record, progress.timings.at(-1));
        },
      },
    }).finally(log.close);
  };
  const result = await run().catch(async (error: unknown) => {
    // fit has put the best weights back; without a finished epoch there is nothing worth keeping.
    if (progress.timings.length === 0) discard();
    else {
      await keepModel();
      say(`\nthe best weights so far are in ${modelFolder}`);
    }
    throw error;
  });

  // First of all: whatever stops the program from here on, the weights are kept.
  await keepModel();
  stop.endWith(`stopped; the model is in ${modelFolder}`);
  if (result.stoppedBy === "signal") say(`testing ${describeWeights(result, settings)} (again: stop at once)`);
  const status = createStatusLine();
  const testBatches = measuringBatches(data.test.tokens, settings);
  const prediction = await predict(
    classifier,
    status.track("testing", testBatches.epoch(0), testBatches.numBatches),
  ).finally(status.clear);
  const { vocabSize, numClasses } = config;
  const evaluation = evaluatePrediction(prediction, data.test.tokens.labels, numClasses);
  const baseline = fitLinearBaseline(data.train.tokens, { vocabSize, numClasses, seed }).evaluate(data.test.tokens);
  const verdict = describeResult(evaluation, baseline, result, settings);

  const output = {
    test: evaluationToJson(evaluation),
    baseline: { accuracy: baseline.accuracy, macroF1: baseline.macroF1 },
    labels: labelNames,
    bestEpoch: result.bestEpoch,
    stoppedBy: result.stoppedBy,
  };
  await saveJson(join(folder, "evaluation.json"), output);
  const predictions = {
    textColumn: source.titleColumn === undefined ? "text" : "title",
    ...{ texts: data.test.titles, labelNames, gold: data.test.tokens.labels, prediction },
  };
  await savePredictions(folder, predictions, { safe: options.csvSafe });
  await saveReport(folder, {
    title: `newsclf: ${rows.files[0]!.name}`,
    ...{ verdict, training: result, evaluation, predictions },
    settings: { preset: options.preset, ...settings },
  });

  const report = join(folder, "report.html");
  if (options.json) process.stdout.write(`${JSON.stringify({ ...output, run: folder })}\n`);
  else process.stdout.write(`\n${verdict.join("\n")}\n\nmodel   ${modelFolder}\nreport  ${report}\n`);
  process.exitCode = stop.exitStatus;
  stop.release();
}

/** Stops where a column was chosen by mistake; what else is wrong is for the user to judge. */
function checkColumns(rows: SplitData, { seed }: TrainSettings): CheckReport {
  const report = checkRows(rows, seed);
  const wrongColumn = report.checks.find(({ status, code }) => status === "fail" && code.endsWith("_COLUMN"));
  if (wrongColumn === undefined) return report;
  const { code, message } = wrongColumn;
  const flag = code === "DATA_TEXT_COLUMN" ? "--text-column" : "--label-column";
  const place = `${rows.files[0]!.name}: ${describeColumns(rows.files[0]!)}`;
  throw new UsageError(code, message, `choose another ${flag}, or --no-checks`, place);
}

/** Says at once what would else end the process in the middle. */
function checkMemory(config: ClassifierConfig): void {
  const { numParams } = summarize(config);
  const needed = numParams * BYTES_PER_PARAM;
  if (needed < totalmem()) return;
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new UsageError(
    "CONFIG",
    `a model of ${count(numParams)} parameters needs ${gigabytes(needed)} to train; this machine has ${gigabytes(totalmem())}`,
    "choose a smaller --hidden-size, --embedding-size or --max-vocab-size",
  );
}
