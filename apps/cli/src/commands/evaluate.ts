// newsclf evaluate: how good a trained model is on labelled texts.

import { createLabelMap, escapeText } from "@newsclf/dataset";
import { evaluationToJson, evaluate as measure } from "@newsclf/training";
import { type BackendName, selectBackend } from "../backend.ts";
import { measuringBatches } from "../batches.ts";
import { describeFile } from "../describe.ts";
import { percent } from "../format.ts";
import { encodeTexts, loadClassifier } from "../load-classifier.ts";
import { UsageError } from "../print-error.ts";
import { type DataOptions, readExamples } from "../read-examples.ts";
import { createStatusLine } from "../status-line.ts";

interface EvaluateCommandOptions extends DataOptions {
  readonly model: string;
  readonly data?: string;
  readonly backend: BackendName;
  readonly threads?: number;
  readonly json?: boolean;
}

export async function evaluate(options: EvaluateCommandOptions): Promise<void> {
  if (options.data === undefined) throw new UsageError("CONFIG", "--data is missing", "name the texts to measure on");
  await selectBackend(options.backend, options.threads);
  const model = await loadClassifier(options.model);
  const { examples, summary } = await readExamples(options.data, options, true);
  if (summary.numKept < summary.numRows) process.stderr.write(`${describeFile(summary)}\n`);
  const { idOf } = createLabelMap(model.labelNames);
  const unknown = examples.labelNames.findIndex((name) => idOf(name) < 0);
  if (unknown >= 0) {
    throw new UsageError(
      "DATA_UNKNOWN_LABEL",
      `label "${escapeText(examples.labelNames[unknown]!)}" is none of the model's: ${escapeText(model.labelNames.join(", "))}`,
      "check --label-column, or train on data with this label",
      `${summary.name} (record ${examples.records[unknown]})`,
    );
  }
  const tokens = encodeTexts(model, examples.texts, Int32Array.from(examples.labelNames, idOf));
  const status = createStatusLine();
  const loader = measuringBatches(tokens, model);
  const batches = status.track("measuring", loader.epoch(0), loader.numBatches);
  const evaluation = await measure(model.classifier, batches).finally(status.clear);
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ test: evaluationToJson(evaluation), labels: model.labelNames })}\n`);
    return;
  }
  const { accuracy, macroF1, loss, examples: n, majorityRate, aboveChance, perClass } = evaluation;
  const lines = [
    `accuracy ${percent(accuracy)} on ${n} texts, macro F1 ${macroF1.toFixed(3)}, loss ${loss.toFixed(4)}; most frequent class ${percent(majorityRate)}`,
    ...(aboveChance ? [] : ["This score cannot be told from chance."]),
    ...perClass.map(
      ({ precision, recall, f1, support }, c) =>
        `${escapeText(model.labelNames[c]!)}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}, ${support} texts`,
    ),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
