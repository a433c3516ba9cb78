// newsclf inspect: what a model consists of, and what it would run on.

import { describeBackend, loadClassifier, NewsclfError } from "@newsclf/classifier/node";
import { escapeText } from "@newsclf/dataset";
import { formatSummary, summarize } from "@newsclf/model";
import { count } from "../print/format.ts";
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
    const { lstm, ngrams } = model;
    Object.assign(result, { labels: classNames });
    lines.push(`labels      ${classNames.map((name) => escapeText(name)).join(", ")}`);
    if (ngrams) {
      const { words, characters } = ngrams.features;
      Object.assign(result, { ngrams: { words: words.keys.length, characters: characters.keys.length } });
      lines.push(`n-grams     ${count(words.keys.length)} of words, ${count(characters.keys.length)} of characters`);
    }
    if (lstm) {
      const { maxLength, classifier } = lstm;
      const summary = summarize(classifier.config);
      Object.assign(result, { config: classifier.config, summary, vocabulary: vocabToJson(tokenizer!), maxLength });
      lines.push(...describeVocab(tokenizer!), `max length  ${maxLength} tokens`, "", formatSummary(summary));
    }
  }
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${lines.join("\n")}\n`);
}
