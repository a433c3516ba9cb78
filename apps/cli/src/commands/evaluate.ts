// newsclf evaluate: how good a trained model is on labelled texts, or what any other model said of some.

import {
  type GivenSettings,
  loadClassifier,
  NewsclfError,
  type ReadSettings,
  readTexts,
  resolveSettings,
} from "@newsclf/classifier/node";
import { buildLabelMap, createLabelMap, escapeText, quoteText } from "@newsclf/dataset";
import {
  type Evaluation,
  evaluateLabels,
  evaluatePrediction,
  type LabelEvaluation,
  METRICS,
  measure,
  PROBABILITY_PREFIX,
  parseProbabilities,
} from "@newsclf/evaluation";
import { sentence, setting } from "@newsclf-internal/errors";
import { describeFile } from "../print/data.ts";
import { percent } from "../print/format.ts";
import { createStatusLine } from "../print/status-line.ts";
import { selectEngine } from "./_engine.ts";
import { typedIn } from "./_typed-in.ts";

export interface EvaluateCommand {
  readonly model?: string;
  readonly predictions?: string;
  readonly settings: GivenSettings;
  readonly json?: boolean;
}

/** What is measured, and on which classes. */
interface Measured {
  readonly evaluation: LabelEvaluation & Partial<Pick<Evaluation, "loss">>;
  /** All others, by name, where there are probabilities. */
  readonly metrics?: Readonly<Record<string, number>>;
  readonly classNames: readonly string[];
}

export async function evaluate({ model, predictions, settings, json }: EvaluateCommand): Promise<void> {
  if ((model === undefined) === (predictions === undefined)) {
    throw new NewsclfError("CONFIG", "expected --model or --predictions", {
      fix: "--model runs/mine/model --data more.csv, or --predictions predictions.csv",
    });
  }
  const { evaluation, classNames, metrics } =
    model === undefined ? await evaluateFile(predictions!, settings) : await evaluateModel(model, settings);
  if (json) {
    process.stdout.write(`${JSON.stringify({ test: evaluation, ...(metrics && { metrics }), labels: classNames })}\n`);
    return;
  }
  const { accuracy, macroF1, loss, examples: n, majorityRate, aboveChance, perClass } = evaluation;
  const ofLoss = loss === undefined ? "" : `, loss ${loss.toFixed(4)}`;
  const lines = [
    `accuracy ${percent(accuracy)} on ${n} texts, macro F1 ${macroF1.toFixed(3)}${ofLoss}; most frequent class ${percent(majorityRate)}`,
    ...(metrics
      ? [
          Object.entries(metrics)
            .map(([name, value]) => `${name} ${value.toFixed(4)}`)
            .join(", "),
        ]
      : []),
    ...(aboveChance ? [] : ["This score cannot be told from chance."]),
    ...perClass.map(
      ({ precision, recall, f1, support }, c) =>
        `${escapeText(classNames[c]!)}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}, ${support} texts`,
    ),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

async function evaluateModel(model: string, given: GivenSettings): Promise<Measured> {
  const settings = resolveSettings(given);
  if (settings.data === null) {
    throw new NewsclfError("CONFIG", sentence`${setting("data")} is missing`, { fix: "name the texts to measure on" });
  }
  await selectEngine(settings);
  const classifier = await loadClassifier(model, typedIn());
  const { examples, summary } = await readLabelled(settings.data, settings);
  const status = createStatusLine();
  const evaluation = await classifier
    .evaluate(
      { texts: examples.texts, labels: examples.labelNames },
      {
        onBatch: (done, total) => status.show({ step: "measuring", done, total }),
        placeOf: (row) => `${summary.name} (record ${examples.records[row]})`,
      },
    )
    .finally(status.clear);
  return { evaluation, classNames: classifier.classNames };
}

/** A table of gold and predicted labels is read as texts with labels are. */
async function evaluateFile(file: string, given: GivenSettings): Promise<Measured> {
  if (given.data !== undefined) {
    throw new NewsclfError("CONFIG", sentence`${setting("data")} is for a model`, {
      fix: sentence`leave ${setting("data")} out`,
    });
  }
  const settings = resolveSettings({ textColumn: ["predicted"], labelColumn: "gold", ...given });
  const columns = await probabilityColumns(file, settings);
  const { examples, summary } = await readLabelled(file, settings, columns);
  const predicted = examples.texts.map((label) => label.trim().normalize("NFC"));
  if (columns.length === 0) {
    const { classNames, idOf } = buildLabelMap([...examples.labelNames, ...predicted]);
    const ids = (names: readonly string[]): Int32Array => Int32Array.from(names, idOf);
    return { evaluation: evaluateLabels(ids(predicted), ids(examples.labelNames), classNames.length), classNames };
  }
  const placeOf = (row: number): string => `${summary.name} (record ${examples.records[row]})`;
  const { classNames, idOf } = createLabelMap(columns.map((column) => column.slice(PROBABILITY_PREFIX.length)));
  const ids = (names: readonly string[]): Int32Array =>
    Int32Array.from(names, (name, row) => {
      if (idOf(name) >= 0) return idOf(name);
      const message = `no column ${quoteText(PROBABILITY_PREFIX + name)} for the label ${quoteText(name)}`;
      throw new NewsclfError("DATA_PROBABILITY", message, { place: placeOf(row), fix: "add it" });
    });
  const probs = parseProbabilities(
    columns.map((column) => examples.columns.get(column)!),
    placeOf,
  );
  const [prediction, gold] = [{ probs, labels: ids(predicted) }, ids(examples.labelNames)];
  const metrics = METRICS.map((metric) => [metric.name, measure(metric, prediction, gold, classNames.length)] as const);
  return {
    evaluation: evaluatePrediction(prediction, gold, classNames.length),
    metrics: Object.fromEntries(metrics),
    classNames,
  };
}

/** None where they cannot be looked for first: standard input is read once. */
async function probabilityColumns(file: string, settings: ReadSettings): Promise<string[]> {
  if (file === "-") return [];
  const { summary } = await readLabelled(file, { ...settings, limit: 1, onBadRow: "skip" });
  return summary.header.filter((name) => name.startsWith(PROBABILITY_PREFIX));
}

async function readLabelled(
  source: string,
  settings: ReadSettings,
  keepColumns: readonly string[] = [],
): ReturnType<typeof readTexts> {
  const status = createStatusLine();
  const reading = { ...typedIn(), labelled: true, keepColumns, onProgress: status.show };
  const read = await readTexts(source, settings, reading).finally(status.clear);
  if (read.summary.numKept < read.summary.numRows) process.stderr.write(`${describeFile(read.summary)}\n`);
  return read;
}
