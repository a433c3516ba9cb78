// newsclf inspect: what a model consists of, and what it would run on.

import { escapeText } from "@newsclf/dataset";
import { formatSummary, summarize } from "@newsclf/model";
import { type BackendName, describeBackend, selectBackend } from "../backend.ts";
import { describeVocab, vocabToJson } from "../describe-vocabulary.ts";
import { loadClassifier } from "../load-classifier.ts";
import { UsageError } from "../print-error.ts";

interface InspectCommandOptions {
  readonly model?: string;
  readonly engine?: boolean;
  readonly backend: BackendName;
  readonly threads?: number;
  readonly json?: boolean;
}

export async function inspect(options: InspectCommandOptions): Promise<void> {
  if (options.model === undefined && !options.engine) {
    throw new UsageError("CONFIG", "nothing to inspect", "give --model <folder> or --engine");
  }
  const engine = await selectBackend(options.backend, options.threads);
  const result: Record<string, unknown> = options.engine ? { engine } : {};
  const lines = options.engine ? [`engine      ${describeBackend(engine)}`] : [];
  if (options.model !== undefined) {
    const { classifier, labelNames, tokenizer, maxLength } = await loadClassifier(options.model);
    const summary = summarize(classifier.config);
    Object.assign(result, {
      config: classifier.config,
      summary,
      labels: labelNames,
      vocabulary: vocabToJson(tokenizer),
      maxLength,
    });
    lines.push(
      `labels      ${labelNames.map((name) => escapeText(name)).join(", ")}`,
      ...describeVocab(tokenizer),
      `max length  ${maxLength} tokens`,
      "",
      formatSummary(summary),
    );
  }
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${lines.join("\n")}\n`);
}
