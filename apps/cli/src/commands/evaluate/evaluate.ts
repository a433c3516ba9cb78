// newsclf evaluate: how good a trained model is on labelled texts, or what any other model said of some.

import { type GivenSettings, loadClassifier, NewsclfError, resolveSettings } from "@newsclf/classifier/node";
import { escapeText } from "@newsclf/dataset";
import { sentence, setting } from "@newsclf-internal/errors";
import { percent } from "../../print/format.ts";
import { createStatusLine } from "../../print/status-line.ts";
import { selectEngine } from "../_engine.ts";
import { typedIn } from "../_typed-in.ts";
import { evaluateFile } from "./evaluate-file.ts";
import type { Measured } from "./measured.ts";
import { readLabelled } from "./read-labelled.ts";

export interface EvaluateCommand {
  readonly model?: string;
  readonly predictions?: string;
  readonly settings: GivenSettings;
  readonly json?: boolean;
}

export async function evaluate({ model, predictions, settings, json }: EvaluateCommand): Promise<void> {
  if ((model === undefined) === (predictions === undefined)) {
    throw new NewsclfError("CONFIG", "expected --model or --predictions", {
      fix: "--model runs/mine/model --data more.csv, or --predictions predictions.csv",
    });
  }
  const measured =
    model === undefined ? await evaluateFile(predictions!, settings) : await evaluateModel(model, settings);
  if (json) {
    const { evaluation, classNames, metrics, answered } = measured;
    process.stdout.write(`${JSON.stringify({ test: evaluation, metrics, answered, labels: classNames })}\n`);
    return;
  }
  process.stdout.write(`${describe(measured).join("\n")}\n`);
}

function describe({ evaluation, classNames, metrics, answered }: Measured): string[] {
  const {
    accuracy,
    macroF1,
    microF1,
    hammingLoss,
    loss,
    examples: n,
    majorityRate,
    aboveChance,
    perClass,
  } = evaluation;
  const isOfSets = hammingLoss !== undefined;
  const scores = [
    `${isOfSets ? "subset accuracy" : "accuracy"} ${percent(accuracy)} on ${n} texts`,
    ...(microF1 === undefined ? [] : [`micro F1 ${microF1.toFixed(3)}`]),
    `macro F1 ${macroF1.toFixed(3)}`,
    ...(isOfSets ? [`Hamming loss ${hammingLoss.toFixed(4)}`] : []),
    ...(loss === undefined ? [] : [`loss ${loss.toFixed(4)}`]),
  ];
  const ofMetrics = Object.entries(metrics ?? {}).map(([name, value]) => `${name} ${value.toFixed(4)}`);
  return [
    `${scores.join(", ")}; most frequent ${isOfSets ? "labels" : "class"} ${percent(majorityRate)}`,
    ...(answered ? [describeAnswered(answered)] : []),
    ...(metrics ? [ofMetrics.join(", ")] : []),
    ...(aboveChance ? [] : ["This score cannot be told from chance."]),
    ...perClass.map(
      ({ precision, recall, f1, support }, c) =>
        `${escapeText(classNames[c]!)}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}, ${support} texts`,
    ),
  ];
}

function describeAnswered({ coverage, accuracy }: NonNullable<Measured["answered"]>): string {
  const right = accuracy === undefined ? "" : `, ${percent(accuracy)} of them rightly`;
  return `${percent(coverage)} of the texts are answered${right}; all scores here are of all texts`;
}

async function evaluateModel(model: string, given: GivenSettings): Promise<Measured> {
  const settings = resolveSettings(given);
  if (settings.data === null) {
    throw new NewsclfError("CONFIG", sentence`${setting("data")} is missing`, { fix: "name the texts to measure on" });
  }
  await selectEngine(settings);
  const classifier = await loadClassifier(model, typedIn());
  const { examples, labels, summary } = await readLabelled(settings.data, settings);
  const status = createStatusLine();
  const { metrics, answered, ...evaluation } = await classifier
    .evaluate(
      { texts: examples.texts, labels: labels.sets ?? labels.labelNames },
      {
        onBatch: (done, total) => status.show({ step: "measuring", done, total }),
        placeOf: (row) => `${summary.name} (record ${examples.records[row]})`,
      },
    )
    .finally(status.clear);
  return { evaluation, metrics, ...(answered && { answered }), classNames: classifier.classNames };
}
