// newsclf train: data -> splits -> model -> fit -> test -> run folder.

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLoader } from "@newsclf/dataset";
import { createClassifier, formatSummary, summarize } from "@newsclf/model";
import { saveModel } from "@newsclf/model/node";
import { evaluate, evaluationToJson, fit, fitLinearBaseline, predict } from "@newsclf/training";
import { appendJsonLine, createTensorBoardWriter, saveJson, savePredictions, saveText } from "@newsclf/training/node";
import { type BackendName, describeBackend, selectBackend } from "../backend.ts";
import { describeData, describeResult } from "../describe.ts";
import { type LoadedSplit, loadData } from "../load-data.ts";
import { createProgress } from "../progress.ts";
import { type DataOptions, readExamples } from "../read-examples.ts";
import { confidentErrors, renderReport } from "../report.ts";
import { chooseRunFolder, createRunFolder } from "../run-folder.ts";
import { type PRESETS, resolveSettings, type TrainSettings } from "../train-options.ts";
import { VERSION } from "../version.ts";

const SAMPLE = {
  data: fileURLToPath(new URL("../sample/noticias.csv", import.meta.url)),
  textColumn: ["text"],
  titleColumn: "title",
  labelColumn: "category",
};

/** Enough to see it learn, within two minutes on two cores with the portable engine. */
const SAMPLE_EPOCHS = 5;

interface TrainCommandOptions extends DataOptions, Partial<TrainSettings> {
  readonly data?: string;
  readonly testData?: string;
  readonly out?: string;
  readonly preset: keyof typeof PRESETS;
  readonly backend: BackendName;
  readonly threads?: number;
  readonly json?: boolean;
}

export async function train(options: TrainCommandOptions): Promise<void> {
  const isDefault = options.data === undefined && options.preset === "default";
  const asked = isDefault ? { numEpochs: SAMPLE_EPOCHS, ...options } : options;
  const settings = resolveSettings(options.preset, asked);
  const source = options.data === undefined ? { ...options, ...SAMPLE } : { ...options, data: options.data };
  const folder = chooseRunFolder(options.out, source.data);
  const say = (text: string): void => void process.stderr.write(`${text}\n`);

  const { examples, summary } = await readExamples(source.data, source, true);
  const test = options.testData === undefined ? undefined : await readExamples(options.testData, source, true);
  const data = loadData(examples, test?.examples, settings);
  say(describeData(data, [summary, ...(test ? [test.summary] : [])]));

  const engine = await selectBackend(options.backend, options.threads);
  say(`engine      ${describeBackend(engine)}`);
  const config = { ...settings, vocabSize: data.tokenizer.vocabSize, numClasses: data.labels.names.length };
  const classifier = createClassifier(config, settings.seed);
  say(`\n${formatSummary(summarize(classifier.config))}\n`);

  createRunFolder(folder);
  const versions = { newsclf: VERSION, node: process.version, engine: engine.engine };
  const dataFiles = [summary, ...(test ? [test.summary] : [])].flatMap(({ files }) => files);
  await saveJson(join(folder, "config.json"), { preset: options.preset, settings, dataFiles, versions });

  const stop = stopOnSignal(say);
  const progress = createProgress({
    stream: process.stderr,
    numEpochs: settings.numEpochs,
    now: () => performance.now(),
  });
  const tensorBoard = createTensorBoardWriter(join(folder, "tensorboard"), { now: Date.now });
  const model = {
    classifier,
    labels: data.labels.names,
    tokenizer: data.tokenizer.toJSON(),
    maxLength: settings.maxLength,
  };
  const result = await fit(classifier, {
    ...settings,
    train: createLoader(data.train.tokens, { ...settings, shuffle: true, ...padding(settings) }),
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
  const evaluation = await evaluate(classifier, inOrder(data.test, settings).epoch(0));
  const prediction = await predict(classifier, inOrder(data.test, settings).epoch(0));
  const { vocabSize, numClasses, seed } = config;
  const baseline = fitLinearBaseline(data.train.tokens, { vocabSize, numClasses, seed }).evaluate(data.test.tokens);
  const verdict = describeResult(evaluation, baseline, result);

  const output = {
    test: evaluationToJson(evaluation),
    baseline: { accuracy: baseline.accuracy, macroF1: baseline.macroF1 },
    labels: data.labels.names,
    bestEpoch: result.bestEpoch,
    stoppedBy: result.stoppedBy,
  };
  await saveJson(join(folder, "evaluation.json"), output);
  await savePredictions(folder, {
    textColumn: source.titleColumn === undefined ? "text" : "title",
    texts: data.test.titles,
    labelNames: data.labels.names,
    gold: data.test.tokens.labels,
    prediction,
  });
  const report = renderReport({
    title: `newsclf: ${summary.name}`,
    verdict,
    settings: { preset: options.preset, ...settings },
    epochs: result.history,
    bestEpoch: result.bestEpoch,
    evaluation,
    labels: data.labels.names,
    errors: confidentErrors(data.test.titles, data.test.tokens.labels, prediction, data.labels.names),
  });
  await saveText(join(folder, "report.html"), [report]);

  if (options.json) process.stdout.write(`${JSON.stringify({ ...output, run: folder })}\n`);
  else
    process.stdout.write(
      `\n${verdict.join("\n")}\n\nmodel   ${join(folder, "model")}\nreport  ${join(folder, "report.html")}\n`,
    );
  if (stop.signal.aborted) process.exitCode = stop.exitStatus();
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
