// newsclf evaluate: how good a trained model is on labelled texts.

import { type GivenSettings, loadClassifier, NewsclfError, readTexts, resolveSettings } from "@newsclf/classifier/node";
import { escapeText } from "@newsclf/dataset";
import { sentence, setting } from "@newsclf-internal/errors";
import { describeFile } from "../print/data.ts";
import { percent } from "../print/format.ts";
import { createStatusLine } from "../print/status-line.ts";
import { selectEngine } from "./_engine.ts";
import { typedIn } from "./_typed-in.ts";

export interface EvaluateCommand {
  readonly model: string;
  readonly settings: GivenSettings;
  readonly json?: boolean;
}

export async function evaluate({ model, settings: given, json }: EvaluateCommand): Promise<void> {
  const settings = resolveSettings(given);
  if (settings.data === null) {
    throw new NewsclfError("CONFIG", sentence`${setting("data")} is missing`, { fix: "name the texts to measure on" });
  }
  await selectEngine(settings);
  const classifier = await loadClassifier(model, typedIn());
  const status = createStatusLine();
  const reading = { ...typedIn(), labelled: true, onProgress: status.show };
  const { examples, summary } = await readTexts(settings.data, settings, reading).finally(status.clear);
  if (summary.numKept < summary.numRows) process.stderr.write(`${describeFile(summary)}\n`);
  const evaluation = await classifier
    .evaluate(
      { texts: examples.texts, labels: examples.labelNames },
      {
        onBatch: (done, total) => status.show({ step: "measuring", done, total }),
        placeOf: (row) => `${summary.name} (record ${examples.records[row]})`,
      },
    )
    .finally(status.clear);
  const { classNames } = classifier;
  if (json) {
    process.stdout.write(`${JSON.stringify({ test: evaluation, labels: classNames })}\n`);
    return;
  }
  const { accuracy, macroF1, loss, examples: n, majorityRate, aboveChance, perClass } = evaluation;
  const lines = [
    `accuracy ${percent(accuracy)} on ${n} texts, macro F1 ${macroF1.toFixed(3)}, loss ${loss.toFixed(4)}; most frequent class ${percent(majorityRate)}`,
    ...(aboveChance ? [] : ["This score cannot be told from chance."]),
    ...perClass.map(
      ({ precision, recall, f1, support }, c) =>
        `${escapeText(classNames[c]!)}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}, ${support} texts`,
    ),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
