// newsclf inspect: what a model consists of, and what it would run on.

import { describeBackend, loadClassifier, NewsclfError } from "@newsclf/classifier/node";
import { escapeText } from "@newsclf/dataset";
import { formatSummary, summarize } from "@newsclf/model";
import { describeVocab, vocabToJson } from "../print/vocabulary.ts";
import { type EngineOptions, selectEngine } from "./_engine.ts";
import { typedIn } from "./_typed-in.ts";

export interface InspectCommand {
  readonly model?: string;
  readonly engine?: boolean;
  readonly settings: EngineOptions;
  readonly json?: boolean;
}

export async function inspect({ model: folder, engine, settings, json }: InspectCommand): Promise<void> {
  if (folder === undefined && !engine) {
    throw new NewsclfError("CONFIG", "nothing to inspect", { fix: "give --model <folder> or --engine" });
  }
  const backend = await selectEngine(settings);
  const result: Record<string, unknown> = engine ? { engine: backend } : {};
  const lines = engine ? [`engine      ${describeBackend(backend)}`] : [];
  if (folder !== undefined) {
    const { model, classNames, tokenizer } = await loadClassifier(folder, typedIn());
    const { maxLength, classifier } = model;
    const summary = summarize(classifier.config);
    const vocabulary = vocabToJson(tokenizer);
    Object.assign(result, { config: classifier.config, summary, labels: classNames, vocabulary, maxLength });
    lines.push(
      `labels      ${classNames.map((name) => escapeText(name)).join(", ")}`,
      ...describeVocab(tokenizer),
      `max length  ${maxLength} tokens`,
      "",
      formatSummary(summary),
    );
  }
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${lines.join("\n")}\n`);
}
