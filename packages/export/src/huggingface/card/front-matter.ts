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
  const scores = run && scoresOf(objectOf(run.evaluation).test);
  const results = scores ? resultsOf(run, scores) : [];
  const datasets = run ? sourcesOf(run, "data").flatMap((source) => hubSplit(source)?.dataset ?? []) : [];
  const fields = {
    library_name: "transformers.js",
    pipeline_tag: TASK,
    tags: ["newsclf", "onnx", "lstm"],
    language,
    license,
    datasets: datasets.length > 0 ? datasets : undefined,
    metrics: scores && ["accuracy", "f1"],
    "model-index": results.length > 0 ? [{ name, results }] : undefined,
  };
  const lines = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${yamlValue(value)}`],
  );
  return ["---", ...lines, "---"].join("\n");
}

/** Of texts of the hub: it shows no other results. */
function resultsOf(run: RunRecord, scores: Scores): object[] {
  const tested = sourcesOf(run, "testData");
  const sources = tested.length > 0 ? tested : sourcesOf(run, "data");
  const [source] = sources.map(hubSplit);
  if (source === undefined || sources.length > 1) return [];
  const metrics = METRICS.filter(([key]) => scores[key] !== undefined).map(([key, type, name]) => ({
    ...{ type, name },
    value: scores[key],
  }));
  const { dataset, split } = source;
  const measured =
    tested.length > 0 ? { name: dataset, split } : { name: `${dataset}: held-out rows of the split ${split}` };
  return [{ task: { type: TASK, name: "Text Classification" }, dataset: { type: dataset, ...measured }, metrics }];
}

/** `owner/name` of a data set of the hub, and which of its splits. */
function hubSplit(source: string): { readonly dataset: string; readonly split: string } | undefined {
  const [, dataset, split = "train"] =
    /^hf:\/\/(?:datasets\/(?=[^/]+\/))?([\w.-]+\/[\w.-]+)[^:]*(?::([\w.-]+))?$/.exec(source) ?? [];
  return dataset === undefined ? undefined : { dataset, split };
}
