import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { loadClassifier, NewsclfError, saveClassifier, type TrainedRun, trainClassifier } from "../../src/node.ts";
import { type GivenSettings, parseConfigFile } from "../../src/settings.ts";
import { LSTM_ALONE, NEWS, NEWS_CSV, TINY } from "../_news.ts";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "classifier-"));
  writeFileSync(join(cwd, "news.csv"), NEWS_CSV);
  onTestFinished(() => rmSync(cwd, { recursive: true }));
});

const source = { data: "news.csv", textColumn: "text", labelColumn: "category" };

test("trains on a file, and the model of the run folder classifies as the run does", async () => {
  const run = await trainClassifier(source, { ...TINY, out: "runs/mine" }, { cwd });
  const classifier = await loadClassifier("runs/mine/model", { cwd });
  const [answer] = await classifier.classify("a goal of the team");

  expect(run.test.evaluation.accuracy).toBe(1);
  expect(run.folder).toBe(join(cwd, "runs/mine"));
  expect(answer).toEqual({ label: "sport", probability: expect.closeTo(1, 0) });
  expect([answer]).toEqual(await run.classifier.classify("a goal of the team"));
  expect(readdirSync(join(cwd, "runs/mine")).sort()).toEqual([
    ...["config.json", "errors.csv", "evaluation.json", "metrics.jsonl", "model", "out-of-fold.csv", "predictions.csv"],
    ...["report.html", "splits.json", "tensorboard"],
  ]);
});

test("config.json can be given back and repeats the run, bit for bit", async () => {
  await trainClassifier({ data: "news.csv" }, { ...TINY, out: "runs/first" }, { cwd });
  const config = parseConfigFile(readFileSync(join(cwd, "runs/first/config.json"), "utf8"), "config.json");
  await trainClassifier(config, { out: "runs/second" }, { cwd });

  const weights = (run: string): Buffer => readFileSync(join(cwd, "runs", run, "model/weights.bin"));
  expect(config).toMatchObject({ ...TINY, textColumn: ["text"], labelColumn: "category", delimiter: "," });
  expect(weights("second").equals(weights("first"))).toBe(true);
});

test("tells which columns and delimiter it found", async () => {
  const { settings } = await trainClassifier({ data: "news.csv" }, { ...TINY, numEpochs: 1 }, { cwd });

  expect(settings).toMatchObject({ textColumn: ["text"], labelColumn: "category", titleColumn: null, delimiter: "," });
});

test("writes nothing where no run folder is wanted", async () => {
  const run = await trainClassifier(NEWS, TINY, { cwd });

  expect(run.folder).toBeUndefined();
  expect(readdirSync(cwd)).toEqual(["news.csv"]);
});

test("gives texts in memory the result of the same texts in a file", async () => {
  const fromFile = await trainClassifier(source, TINY, { cwd });
  const fromMemory = await trainClassifier(NEWS, TINY, { cwd });

  expect(fromMemory.test.prediction).toEqual(fromFile.test.prediction);
  expect(fromMemory.baseline).toEqual(fromFile.baseline);
});

test("tells of one beginning, one end and shares that grow, over all that is trained", async () => {
  const calls: string[] = [];
  const shares: number[] = [];
  const listener = {
    ...{ name: "test", onStart: () => calls.push("start"), onEnd: () => calls.push("end") },
    onStep: ({ done }: { done: number }) => shares.push(done),
  };
  // Folds, then all rows; folds and all rows, then those of validation too.
  const watched: GivenSettings = { ...TINY, earlyStopping: true, numEpochs: 2 };
  await trainClassifier(NEWS, watched, { listeners: [listener] });
  const { length } = shares;
  const refitted: GivenSettings = { ...watched, refit: true, split: [0.6, 0.2, 0.2] };
  await trainClassifier(NEWS, refitted, { listeners: [listener] });

  expect(calls).toEqual(["start", "end", "start", "end"]);
  for (const run of [shares.slice(0, length), shares.slice(length)]) {
    expect(run).toEqual(run.toSorted((a, b) => a - b));
    expect(run.at(-1)).toBeCloseTo(1);
  }
});

test("tells hooks what it does, in order", async () => {
  const calls: string[] = [];
  await trainClassifier(
    source,
    { ...TINY, out: true, numEpochs: 1 },
    {
      cwd,
      onData: (data) => calls.push(`${data.rows.splits.train.length} rows`),
      onBackend: ({ engine }) => calls.push(engine.split(" ")[0]!),
      onFolder: ({ path }) => calls.push(path.slice(cwd.length + 1)),
      onModel: ({ numParams }) => calls.push(`${numParams > 0} model`),
      listeners: [{ name: "test", onEpochEnd: ({ epoch }) => calls.push(`epoch ${epoch}`) }],
      onModelSaved: (path) => calls.push(`saved ${existsSync(path)}`),
      onTrained: ({ stoppedBy }) => calls.push(stoppedBy),
    },
  );

  const folder = join("runs", "news-1");
  expect(calls).toEqual(["81 rows", "wasm", folder, "true model", "epoch 1", "saved true", "numEpochs"]);
});

test("reports the metrics that are asked for each epoch, and watches any", async () => {
  const settings: GivenSettings = { ...TINY, ...LSTM_ALONE, metrics: ["macroF1", "rocAuc"] };
  const watched: GivenSettings = { ...settings, earlyStopping: true, monitor: "validationMatthews", patience: 2 };
  const { training } = await trainClassifier(NEWS, { ...watched, numEpochs: 50, out: "run" }, { cwd });
  const [line] = readFileSync(join(cwd, "run/metrics.jsonl"), "utf8").split("\n");
  const best = training.history[training.bestEpoch - 1]!;

  expect(Object.keys(training.history[0]!.validation!)).toEqual(["loss", "macroF1", "matthews", "rocAuc"]);
  expect(JSON.parse(line!)).toMatchObject({ validationRocAuc: expect.any(Number), trainMacroF1: expect.any(Number) });
  expect(best.validation!.matthews).toBe(Math.max(...training.history.map(({ validation }) => validation!.matthews!)));
  expect(training.stoppedBy).toBe("earlyStopping");
});

test("looks for a learning rate, trains with it, and tells of the search", async () => {
  const settings = { ...TINY, ...LSTM_ALONE, numEpochs: 1, learningRateDecay: "constant" } as const;
  const { training, learningRateSearch, verdict } = await trainClassifier(
    ...[NEWS, { ...settings, findLearningRate: true, out: "run" }, { cwd }],
  );
  const { suggestion, rates, losses } = learningRateSearch!;
  const saved = JSON.parse(readFileSync(join(cwd, "run/evaluation.json"), "utf8"));

  expect(suggestion).toBeGreaterThan(1e-4);
  expect([rates.length, rates[0]]).toEqual([losses.length, 1e-8]);
  expect(training.history[0]!.learningRate).toBe(suggestion);
  expect(saved.learningRateSearch).toEqual(learningRateSearch);
  expect(verdict.at(-1)).toBe(
    `The learning rate ${suggestion!.toPrecision(2)} was found in a sweep of ${rates.length} steps.`,
  );
  expect(await trainClassifier(NEWS, settings)).toMatchObject({ learningRateSearch: undefined });
});

test("learns a few batches by heart, and validates on them", async () => {
  const settings = { ...TINY, overfitBatches: 2, numEpochs: 30, limitTrainBatches: 9 };
  const { training, data } = await trainClassifier(NEWS, settings, { cwd });
  const { validation, numSteps } = training.history.at(-1)!;

  expect(data.tokens.train.labels).toHaveLength(16);
  expect(data.tokens.validation).toBe(data.tokens.train);
  expect(numSteps).toBe(2);
  expect(validation).toMatchObject({ accuracy: 1 });
});

describe("rows for validation", () => {
  const [texts, labels] = [NEWS.texts, NEWS.labels];
  const own = (from: number, to?: number) => {
    const keeps = (_: string, i: number): boolean => i % 30 >= from && i % 30 < (to ?? 30);
    return { texts: texts.filter(keeps), labels: labels.filter(keeps) };
  };
  const memory = { ...own(0, 20), validation: own(20, 25), test: own(25) };
  /** More texts have more n-grams. */
  const numNgrams = (run: TrainedRun): number => run.classifier.model.ngrams!.features.size;

  test("are trained on by refit alone", async () => {
    const [kept, refitted] = [
      await trainClassifier(memory, { ...TINY, numEpochs: 2 }),
      await trainClassifier(memory, { ...TINY, numEpochs: 2, refit: true }),
    ];

    expect(numNgrams(refitted)).toBeGreaterThan(numNgrams(kept));
    expect(refitted.outOfFold!.evaluation).toEqual(kept.outOfFold!.evaluation);
    expect(refitted.training).toEqual(kept.training);
  });

  test("are measured without folds, and then trained on", async () => {
    const settings = { ...TINY, numEpochs: 3, folds: null };
    const [kept, refitted] = [
      await trainClassifier(memory, settings),
      await trainClassifier(memory, { ...settings, refit: true }),
    ];

    expect(refitted.training.history.length).toBe(3);
    expect(refitted.training.history).toEqual(kept.training.history);
    expect(numNgrams(refitted)).toBeGreaterThan(numNgrams(kept));
  });

  test("are needed by refit", async () => {
    await expect(trainClassifier(NEWS, { ...TINY, refit: true })).rejects.toThrow("refit needs validation rows");
  });

  test("come from a file too", async () => {
    writeFileSync(join(cwd, "other.csv"), "text,category\nthe bank and the trade,economy\nthe cell,science\n");
    const run = await trainClassifier(source, { ...TINY, numEpochs: 1, validationData: "other.csv" }, { cwd });
    const { splits, placeOf, texts } = run.data.rows;

    expect(Array.from(splits.validation, (row) => [texts[row], placeOf(row)])).toEqual([
      ["the bank and the trade", { file: "other.csv", record: 1 }],
      ["the cell", { file: "other.csv", record: 2 }],
    ]);
    expect(splits.train.length + splits.test.length).toBe(90);
  });
});

describe("an abort", () => {
  const stopAt = (epoch: number) => {
    const abort = new AbortController();
    const onEpochEnd = (record: { epoch: number }): void => {
      if (record.epoch === epoch) abort.abort(new Error("enough"));
    };
    return { signal: abort.signal, listeners: [{ name: "stop", onEpochEnd }] };
  };

  test("keeps and measures what is whole: the n-grams", async () => {
    const run = await trainClassifier(NEWS, { ...TINY, numEpochs: 500 }, stopAt(1));

    expect(run.training).toMatchObject({ stoppedBy: "signal", bestEpoch: 0, missing: ["lstm"] });
    expect(run.classifier.model.lstm).toBeUndefined();
    expect(run.test.evaluation.accuracy).toBe(1);
    expect(run.verdict.at(-1)).toBe(
      "Training was stopped before its end: the LSTM is missing, and this model is the n-grams alone.",
    );
  });

  test("keeps the best weights of an LSTM alone", async () => {
    const run = await trainClassifier(NEWS, { ...TINY, ...LSTM_ALONE, earlyStopping: true }, stopAt(1));

    expect(run.training).toMatchObject({ stoppedBy: "signal", bestEpoch: 1, missing: [] });
    expect(run.verdict.at(-1)).toBe(
      "Training was stopped before its end; these are the best weights so far, those of epoch 1.",
    );
  });

  test("before an LSTM's first step leaves nothing of it", async () => {
    const abort = new AbortController();
    const listeners = [{ name: "stop", onStart: () => abort.abort(new Error("enough")) }];
    const training = trainClassifier(NEWS, { ...TINY, ...LSTM_ALONE }, { signal: abort.signal, listeners });

    await expect(training).rejects.toThrow("enough");
  });

  test("in the first epoch of an LSTM alone keeps what its steps have learned", async () => {
    const abort = new AbortController();
    const listeners = [{ name: "stop", onStep: () => abort.abort(new Error("enough")) }];
    const run = await trainClassifier(NEWS, { ...TINY, ...LSTM_ALONE }, { signal: abort.signal, listeners });

    expect(run.training).toMatchObject({ stoppedBy: "signal", bestEpoch: 0, isBest: false });
    expect(run.verdict.at(-1)).toMatch("these are the weights of an unfinished first epoch.");
  });

  test("of the second training keeps the first", async () => {
    const abort = new AbortController();
    const onProgress = ({ step }: { step: string }): void => {
      steps.push(step);
      // Of the second training: n-grams are counted again.
      if (steps.filter((name) => name === "counting n-grams").length === 2) abort.abort(new Error("enough"));
    };
    const steps: string[] = [];
    const settings: GivenSettings = { ...TINY, numEpochs: 2, refit: true, split: [0.6, 0.2, 0.2] };
    const run = await trainClassifier(NEWS, settings, { signal: abort.signal, onProgress });

    expect(run.training).toMatchObject({ stoppedBy: "signal", bestEpoch: 2, missing: ["refit"] });
    expect(run.classifier.model.lstm).toBeDefined();
    expect(run.verdict.at(-1)).toBe(
      "Training was stopped before its end: this model was not trained on the validation rows.",
    );
  });

  test("before anything is whole ends the run with its reason, and leaves nothing", async () => {
    const abort = new AbortController();
    const hooks = { cwd, signal: abort.signal, onModel: () => abort.abort(new Error("enough")) };

    await expect(trainClassifier(source, { ...TINY, out: "run" }, hooks)).rejects.toThrow("enough");
    expect(readdirSync(cwd)).toEqual(["news.csv"]);
  });
});

describe("a limit of time", () => {
  const settings = { ...TINY, numEpochs: 100_000 };

  test("ends training as an abort does, under a name of its own", async () => {
    const run = await trainClassifier(NEWS, { ...settings, maxMinutes: 0.02 }, { cwd });

    expect(run.training).toMatchObject({ stoppedBy: "maxMinutes", missing: ["lstm"] });
    expect(run.verdict.at(-1)).toBe(
      "The time was up before the end of training: the LSTM is missing, and this model is the n-grams alone.",
    );
  });

  test("leaves the name of an abort that came first", async () => {
    const abort = new AbortController();
    const listeners = [{ name: "stop", onEpochEnd: () => abort.abort(new Error("enough")) }];
    const run = await trainClassifier(NEWS, { ...settings, maxMinutes: 30 }, { signal: abort.signal, listeners });

    expect(run.training.stoppedBy).toBe("signal");
  });

  test("before anything is whole is an error", async () => {
    const training = trainClassifier(NEWS, { ...settings, maxMinutes: 1e-9 }, { cwd });

    await expect(training).rejects.toMatchObject({
      ...{ code: "TRAIN_TIME", message: "the time of maxMinutes: 1e-9 was up before any part was whole" },
    });
  });
});

test("an abort before training ends the run with its reason, and leaves nothing", async () => {
  const abort = new AbortController();
  const hooks = { cwd, signal: abort.signal, onData: () => abort.abort(new Error("enough")) };

  await expect(trainClassifier(source, { ...TINY, out: "run" }, hooks)).rejects.toThrow("enough");
  expect(readdirSync(cwd)).toEqual(["news.csv"]);
});

describe("an error", () => {
  test("of a hook leaves no tensor behind", async () => {
    await trainClassifier(NEWS, { ...TINY, numEpochs: 1 });
    const before = tf.memory().numTensors;
    const fail = (): never => {
      throw new Error("no more");
    };

    for (const hook of ["onModel", "onTrained"]) {
      await expect(trainClassifier(NEWS, { ...TINY, numEpochs: 1 }, { [hook]: fail })).rejects.toThrow("no more");
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  test("while training leaves the model of the epochs before it", async () => {
    const fail = {
      name: "fail",
      onEpochEnd: ({ epoch }: { epoch: number }) => {
        if (epoch === 2) throw new Error("no more");
      },
    };
    const settings = { ...TINY, ...LSTM_ALONE, numEpochs: 500, out: "run" };
    const training = trainClassifier(source, settings, { cwd, listeners: [fail] });

    await expect(training).rejects.toThrow("no more");
    expect(readdirSync(join(cwd, "run"))).toContain("model");
    expect((await (await loadClassifier("run/model", { cwd })).classify("goal")).length).toBe(1);
  });

  test("of the LSTM leaves the n-grams", async () => {
    const settings = { ...TINY, learningRate: 1e38, maxGradNorm: 1e30, out: "run" };

    await expect(trainClassifier(source, settings, { cwd })).rejects.toMatchObject({ code: "TRAIN_NONFINITE" });
    const { model } = await loadClassifier("run/model", { cwd });
    expect(Object.keys(model)).toEqual(["classNames", "ngrams"]);
  });

  test("of the second training leaves the first", async () => {
    const fail = (): void => {
      if (steps.filter((name) => name === "counting n-grams").length === 2) throw new Error("no more");
    };
    const steps: string[] = [];
    const onProgress = ({ step }: { step: string }): void => {
      steps.push(step);
      fail();
    };
    const settings = { ...TINY, numEpochs: 2, refit: true, split: [0.6, 0.2, 0.2], out: "run" } as const;

    await expect(trainClassifier(source, settings, { cwd, onProgress })).rejects.toThrow("no more");
    const { model } = await loadClassifier("run/model", { cwd });
    expect(Object.keys(model)).toEqual(["classNames", "lstm", "ngrams"]);
  });

  test("before the end of the first epoch leaves nothing", async () => {
    const settings = { ...TINY, ...LSTM_ALONE, learningRate: 1e38, maxGradNorm: 1e30, out: "run" };

    await expect(trainClassifier(source, settings, { cwd })).rejects.toMatchObject({ code: "TRAIN_NONFINITE" });
    expect(readdirSync(cwd)).toEqual(["news.csv"]);
  });

  test.each<[string, object, object]>([
    ["FILE_MISSING", { data: "none.csv" }, {}],
    ["CSV_NO_COLUMN", { data: "news.csv", labelColumn: "categori" }, {}],
    ["CONFIG", {}, {}],
    ["CONFIG", { data: "news.csv" }, { hiddenSize: 0 }],
    ["CONFIG", { texts: ["a"], labels: [] }, {}],
    ["DATA_ONE_CLASS", { texts: ["a", "b"], labels: ["x", "x"] }, {}],
    ["CONFIG", NEWS, { splitMethod: "time", splitColumn: "date" }],
    ["CONFIG", NEWS, { testData: "news.csv" }],
    ["CONFIG", { ...NEWS, learningRate: -1 }, {}],
    ["CONFIG", { ...NEWS, bogus: 1 }, {}],
    ["CONFIG", { data: "news.csv" }, { out: "" }],
    ["RUN_EXISTS", { data: "news.csv" }, { out: "news.csv" }],
  ])("is a NewsclfError with the code %s: %j, %j", async (code, source, settings) => {
    const error = await trainClassifier(source, { ...TINY, ...settings }, { cwd }).catch((error: unknown) => error);

    expect(error).toBeInstanceOf(NewsclfError);
    expect(error).toMatchObject({ code });
    expect(readdirSync(cwd)).toEqual(["news.csv"]);
  });
});

test.each([
  ["news.csv", 'expected source to be an object such as { data: "news.csv" }, got news.csv'],
  [{ texts: ["a"] }, "expected source.labels to be an array of strings"],
  [{ texts: ["a"], labels: [1] }, "expected source.labels[0] to be a string, got number"],
])("takes %j for a mistake in the program", async (source, message) => {
  await expect(trainClassifier(source as never)).rejects.toThrow(new TypeError(`trainClassifier: ${message}`));
});

test.each([
  [[1, 2, 3], 2, "expected source.vectors to have 2 x size numbers, got 3 and size 2"],
  [[1, 2, 3, Number.NaN], 2, 'expected source.vectors to be finite, got NaN for "bank"'],
])("takes the vectors %j of size %i for a mistake in the program", async (values, size, message) => {
  const vectors = { words: ["team", "bank"], values: Float32Array.from(values), size };

  await expect(trainClassifier({ ...NEWS, vectors })).rejects.toThrow(new RangeError(`trainClassifier: ${message}`));
});

test("a saved classifier is read back, and not written over", async () => {
  const { classifier } = await trainClassifier(NEWS, { ...TINY, numEpochs: 1 });
  await saveClassifier("model", classifier, { cwd });
  const copy = await loadClassifier("model", { cwd });

  expect(await copy.classify(NEWS.texts)).toEqual(await classifier.classify(NEWS.texts));
  await expect(saveClassifier("model", classifier, { cwd })).rejects.toMatchObject({ code: "WRITE_FAILED" });
});

test("says that a folder is missing, or is that of a run", async () => {
  await trainClassifier(source, { ...TINY, numEpochs: 1, out: "run" }, { cwd });

  await expect(loadClassifier("none", { cwd })).rejects.toMatchObject({ code: "FILE_MISSING", place: "none" });
  await expect(loadClassifier("run", { cwd })).rejects.toMatchObject({
    code: "MODEL_MISSING",
    message: "is a run folder",
    fix: `model: ${JSON.stringify(join("run", "model"))}`,
  });
});
