// newsclf predict: labels for texts from arguments, a file or standard input.

import {
  type Answer,
  type Classifier,
  type GivenSettings,
  loadClassifier,
  NewsclfError,
  readTexts,
  resolveSettings,
} from "@newsclf/classifier/node";
import { escapeText } from "@newsclf/dataset";
import { readLines } from "@newsclf/dataset/node";
import { sentence, setting } from "@newsclf-internal/errors";
import { describeFile } from "../print/data.ts";
import { createStatusLine } from "../print/status-line.ts";
import { selectEngine } from "./_engine.ts";
import { typedIn } from "./_typed-in.ts";

/** Texts of a file labelled at once: enough for full batches, few enough to show something early. */
const CHUNK_SIZE = 1024;

export interface PredictCommand {
  readonly model: string;
  readonly settings: GivenSettings;
  readonly json?: boolean;
}

/** A text to label; `record` is its row in a file, from 1. */
interface Item {
  readonly record?: number;
  readonly text: string;
}

export async function predict(texts: readonly string[], command: PredictCommand): Promise<void> {
  const settings = resolveSettings(command.settings);
  const { data, encoding } = settings;
  if (texts.length > 0 && data !== null) {
    throw new NewsclfError("CONFIG", sentence`texts and ${setting("data")} were both given`, {
      fix: "use one of them",
    });
  }
  await selectEngine(settings);
  const classifier = await loadClassifier(command.model, typedIn());
  const print = createPrinter(classifier, command.json === true);
  if (data !== null) {
    const status = createStatusLine();
    const reading = { ...typedIn(), labelled: false, onProgress: status.show };
    const { examples, summary } = await readTexts(data, settings, reading).finally(status.clear);
    if (summary.numKept < summary.numRows) process.stderr.write(`${describeFile(summary)}\n`);
    // A line for every row, so that the output can stand beside the file.
    const items: Item[] = Array.from({ length: summary.numRows }, (_, i) => ({ record: i + 1, text: "" }));
    examples.records.forEach((record, i) => {
      items[record - 1] = { record, text: examples.texts[i]! };
    });
    for (let i = 0; i < items.length; i += CHUNK_SIZE) await print(items.slice(i, i + CHUNK_SIZE));
  } else if (texts.length > 0) {
    await print(texts.map((text) => ({ text })));
  } else {
    if (process.stdin.isTTY) process.stderr.write("a text a line; end with Ctrl-D\n");
    const lines = readLines(process.stdin, encoding ?? undefined);
    for await (const block of lines) await print(block.map((text) => ({ text })));
  }
}

/** A label as it is, but for what a terminal would take for a command. */
function show(label: string): string {
  return process.stdout.isTTY ? escapeText(label, Number.POSITIVE_INFINITY) : label;
}

/**
 * Prints a line for each item: label and probability, both empty where the text has no word. Where the model gives no answer the
 * label is empty, and its best guess stands behind. Where a text may have several classes, label and probability of each.
 */
function createPrinter(classifier: Classifier, json: boolean): (items: readonly Item[]) => Promise<void> {
  return async (items) => {
    if (items.length === 0) return;
    const answers = await classifier.classify(items.map(({ text }) => text));
    const lines = items.map((item, i) => {
      if (classifier.model.thresholds) return showSet(item, answers[i]!, json);
      const answer = answers[i]![0];
      if (json) return JSON.stringify({ ...item, label: null, ...answer, probability: answer?.probability ?? null });
      const { label, bestGuess, probability } = answer ?? { label: null };
      const guess = bestGuess === undefined ? [] : [show(bestGuess)];
      return [show(label ?? ""), probability?.toFixed(4) ?? "", ...guess].join("\t");
    });
    process.stdout.write(`${lines.join("\n")}\n`);
  };
}

/** In JSON the classes are a list. */
function showSet(item: Item, answers: readonly Answer[], json: boolean): string {
  if (json) return JSON.stringify({ ...item, labels: answers });
  return answers.flatMap(({ label, probability }) => [show(label!), probability.toFixed(4)]).join("\t");
}
