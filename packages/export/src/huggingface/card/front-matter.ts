// The front matter of a model card: YAML, a field a line, whose values are written as JSON.

import { yamlValue } from "./markdown.ts";
import type { ModelCard } from "./model-card.ts";
import { objectOf, type RunRecord, type Scores, scoresOf, sourcesOf } from "./run-record.ts";

const TASK = "text-classification";

/** Scores that the hub has a name for. */
const METRICS: readonly (readonly [keyof Scores, type: string, name: string])[] = [
  ["accuracy", "accuracy", "Accuracy"],
  ["macroF1", "f1", "Macro F1"],
  ["microF1", "f1", "Micro F1"],
];

export function renderFrontMatter(name: string, { language, license, run }: ModelCard): string {
  const results = run ? resultsOf(run) : [];
  const datasets = run ? sourcesOf(run).flatMap(hubName) : [];
  const fields = {
    library_name: "transformers.js",
    pipeline_tag: TASK,
    tags: ["newsclf", "onnx", "lstm"],
    language,
    license,
    datasets: datasets.length > 0 ? datasets : undefined,
    metrics: results.length > 0 ? ["accuracy", "f1"] : undefined,
    "model-index": results.length > 0 ? [{ name, results }] : undefined,
  };
  const lines = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${yamlValue(value)}`],
  );
  return ["---", ...lines, "---"].join("\n");
}

function resultsOf(run: RunRecord): object[] {
  const scores = scoresOf(objectOf(run.evaluation).test);
  const [source] = sourcesOf(run);
  if (!scores || source === undefined) return [];
  const metrics = METRICS.filter(([key]) => scores[key] !== undefined).map(([key, type, name]) => ({
    ...{ type, name },
    value: scores[key],
  }));
  const dataset = { type: hubName(source)[0] ?? source, name: source, split: "test" };
  return [{ task: { type: TASK, name: "Text Classification" }, dataset, metrics }];
}

/** `owner/name` of a data set of the hub. */
function hubName(source: string): string[] {
  const [, name] = /^hf:\/\/(?:datasets\/)?([\w.-]+\/[\w.-]+)/.exec(source) ?? [];
  return name === undefined ? [] : [name];
}
