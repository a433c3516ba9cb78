// newsclf train: data -> splits -> model -> fit -> test -> run folder.

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CheckReport, classBalancedWeights, createLoader } from "@newsclf/dataset";
import { createClassifier, formatSummary, summarize } from "@newsclf/model";
import { saveModel } from "@newsclf/model/node";
import { evaluatePrediction, evaluationToJson, fit, fitLinearBaseline, predict } from "@newsclf/training";
import { appendJsonLine, createTensorBoardWriter, saveJson, savePredictions, saveText } from "@newsclf/training/node";
import { type BackendName, describeBackend, selectBackend } from "../backend.ts";
import { checkRows } from "../check-rows.ts";
import { describeData, describeResult } from "../describe.ts";
import { headline } from "../describe-checks.ts";
import { type LoadedSplit, loadData } from "../load-data.ts";
import { UsageError } from "../print-error.ts";
import { createProgress } from "../progress.ts";
import type { DataOptions } from "../read-examples.ts";
import { readSplitData, type SplitData } from "../read-split-data.ts";
import { confidentErrors, renderReport } from "../report.ts";
import { chooseRunFolder, createRunFolder } from "../run-folder.ts";
import { saveSplits } from "../save-splits.ts";
import { type PRESETS, resolveSettings, type TrainSettings } from "../train-options.ts";
import { VERSION } from "../version.ts";

const SAMPLE = {
  data: fileURLToPath(new URL("../sample/noticias.csv", import.meta.url)),
  textColumn: ["text"],
  titleColumn: "title",
  labelColumn: "category",
};

interface TrainCommandOptions extends DataOptions, Partial<TrainSettings> {
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
  const source = options.data === undefined ? { ...options, ...SAMPLE } : { ...options, data: options.data };
  const folder = chooseRunFolder(options.out, source.data);
  const say = (text: string): void => void process.stderr.write(`${text}\n`);

  const rows = await readSplitData(source.data, options.testData, source, settings);
  const labelNames = rows.labelMap.names;
  const data = loadData(rows, settings);
  if (options.maxBatchTokens === undefined) checkBatchSize(options.batchSize, data.train.texts.length);
  say(describeData(data, rows));
  if (options.checks) {
    const found = [...checkColumns(rows, settings).checks, ...data.tokenChecks].filter(
      ({ status }) => status !== "pass",
    );
    // Not an error while the program goes on.
    for (const result of found) say(headline({ ...result, status: "warn" }));
    if (found.length > 0) say("            (newsclf check shows the rows, and what to do)");
  }

  const engine = await selectBackend(options.backend, options.threads);
  say(`engine      ${describeBackend(engine)}`);
  const config = { ...settings, vocabSize: data.tokenizer.vocabSize, numClasses: labelNames.length };
  const classifier = createClassifier(config, settings.seed);
  say(`\n${formatSummary(summarize(classifier.config))}\n`);

  const batches = trainingBatches(data.train, settings);
  createRunFolder(folder);
  const versions = { newsclf: VERSION, node: process.version, engine: engine.engine };
  const dataFiles = rows.files.flatMap(({ files }) => files);
  await saveJson(join(folder, "config.json"), { preset: options.preset, settings, dataFiles, versions });
  await saveSplits(folder, rows);

  const stop = stopOnSignal(say);
  const progress = createProgress({
    stream: process.stderr,
    numEpochs: settings.numEpochs,
    now: () => performance.now(),
  });
  const tensorBoard = createTensorBoardWriter(join(folder, "tensorboard"), { now: Date.now });
  const model = {
    classifier,
    labelNames,
    tokenizer: data.tokenizer.toJSON(),
    maxLength: settings.maxLength,
    readPadding: settings.readPadding,
  };
  const result = await fit(classifier, {
    ...settings,
    train: batches,
    validation: inOrder(data.validation, settings),
    earlyStopping: settings,
    signal: stop.signal,
    callbacks: {
      onStep: (record) => progress.onStep?.(record),
      onEpochEnd: async (record, isBest) => {
        await progress.onEpochEnd?.(record, isBest);
        const line = { ...record, ...progress.timings.at(-1) };
        await appendJsonLine(join(folder, "metrics.jsonl"), line);
        tensorBoard.scalars(record.epoch, {
          "loss/train": record.trainLoss,
          "loss/validation": record.validationLoss,
          "accuracy/train": record.trainAccuracy,
          "accuracy/validation": record.validationAccuracy,
        });
      },
    },
  })
    .finally(() => {
      stop.done();
      tensorBoard.close();
    })
    .catch(async (error: unknown) => {
      // fit has put the best weights back; without a finished epoch there is nothing worth keeping.
      if (progress.timings.length > 0) {
        await saveModel(join(folder, "model"), model);
        say(`\nthe best weights so far are in ${join(folder, "model")}`);
      } else {
        await rm(folder, { recursive: true });
      }
      throw error;
    });
  // First of all: whatever stops the program from here on, the weights are kept.
  await saveModel(join(folder, "model"), model);
  const prediction = await predict(classifier, inOrder(data.test, settings).epoch(0));
  const { vocabSize, numClasses, seed } = config;
  const evaluation = evaluatePrediction(prediction, data.test.tokens.labels, numClasses);
  const baseline = fitLinearBaseline(data.train.tokens, { vocabSize, numClasses, seed }).evaluate(data.test.tokens);
  const verdict = describeResult(evaluation, baseline, result);

  const output = {
    test: evaluationToJson(evaluation),
    baseline: { accuracy: baseline.accuracy, macroF1: baseline.macroF1 },
    labels: labelNames,
    bestEpoch: result.bestEpoch,
    stoppedBy: result.stoppedBy,
  };
  await saveJson(join(folder, "evaluation.json"), output);
  await savePredictions(folder, {
    textColumn: source.titleColumn === undefined ? "text" : "title",
    texts: data.test.titles,
    labelNames,
    gold: data.test.tokens.labels,
    prediction,
    safe: options.csvSafe,
  });
  const report = renderReport({
    title: `newsclf: ${rows.files[0]!.name}`,
    verdict,
    settings: { preset: options.preset, ...settings },
    epochs: result.history,
    bestEpoch: result.bestEpoch,
    evaluation,
    labels: labelNames,
    errors: confidentErrors(data.test.titles, data.test.tokens.labels, prediction, labelNames),
  });
  await saveText(join(folder, "report.html"), [report]);

  if (options.json) process.stdout.write(`${JSON.stringify({ ...output, run: folder })}\n`);
  else
    process.stdout.write(
      `\n${verdict.join("\n")}\n\nmodel   ${join(folder, "model")}\nreport  ${join(folder, "report.html")}\n`,
    );
  if (stop.signal.aborted) process.exitCode = stop.exitStatus();
}

/** Stops where a column was chosen by mistake; what else is wrong is for the user to judge. */
function checkColumns(rows: SplitData, { seed }: TrainSettings): CheckReport {
  const report = checkRows(rows, seed);
  const wrongColumn = report.checks.find(({ status, code }) => status === "fail" && code.endsWith("_COLUMN"));
  if (wrongColumn === undefined) return report;
  const { code, message } = wrongColumn;
  const flag = code === "DATA_TEXT_COLUMN" ? "--text-column" : "--label-column";
  throw new UsageError(code, message, `choose another ${flag}, or --no-checks`);
}

/** The default is for data of any size; a size that somebody chose is a mistake if no batch can have it. */
function checkBatchSize(asked: number | undefined, numRows: number): void {
  if (asked === undefined || asked <= numRows) return;
  throw new UsageError("CONFIG", `batchSize ${asked} > ${numRows} training rows`, `--batch-size ${numRows}`);
}

function trainingBatches({ tokens }: LoadedSplit, settings: TrainSettings) {
  const weights = settings.sampling === "class-balanced" ? classBalancedWeights(tokens.labels) : undefined;
  if (weights !== undefined && settings.maxBatchTokens !== undefined) {
    throw new UsageError(
      "CONFIG",
      "--sampling class-balanced and --max-batch-tokens were both given",
      "use one of them",
    );
  }
  return createLoader(tokens, { ...settings, shuffle: true, weights, ...padding(settings) });
}

function padding({ readPadding, maxLength }: TrainSettings): { padToLength?: number } {
  return readPadding ? { padToLength: maxLength } : {};
}

/** Batches for measuring: every row once. */
function inOrder(split: LoadedSplit, settings: TrainSettings) {
  return createLoader(split.tokens, { batchSize: 64, shuffle: false, bucketed: true, ...padding(settings) });
}

/** The first SIGINT or SIGTERM lets the running batch end; a second one ends the process. */
function stopOnSignal(say: (text: string) => void): {
  signal: AbortSignal;
  /** As shells have it: 130 for SIGINT, 143 for SIGTERM. */
  exitStatus: () => number;
  done: () => void;
} {
  const controller = new AbortController();
  let exitStatus = 0;
  const stop = (_: NodeJS.Signals, number: number): void => {
    exitStatus = 128 + number;
    if (controller.signal.aborted) process.exit(exitStatus);
    say("\nstopping after this batch; the best weights so far are kept (again: stop at once)");
    controller.abort();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const name of signals) process.on(name, stop);
  return {
    signal: controller.signal,
    exitStatus: () => exitStatus,
    done: () => {
      for (const name of signals) process.off(name, stop);
    },
  };
}
