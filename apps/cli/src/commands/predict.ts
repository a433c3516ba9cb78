// newsclf predict: labels for texts from arguments, a file or standard input.

import { escapeText } from "@newsclf/dataset";
import { type BackendName, selectBackend } from "../backend.ts";
import { describeFile } from "../describe.ts";
import { type LoadedClassifier, loadClassifier, predictTexts } from "../load-classifier.ts";
import { UsageError } from "../print-error.ts";
import { type DataOptions, readExamples } from "../read-examples.ts";
import { readLines } from "../read-lines.ts";

/** Texts of a file labelled at once: enough for full batches, few enough to show something early. */
const CHUNK_SIZE = 1024;

interface PredictCommandOptions extends DataOptions {
  readonly model: string;
  readonly data?: string;
  readonly backend: BackendName;
  readonly threads?: number;
  readonly json?: boolean;
}

/** A text to label; `record` is its row in a file, from 1. */
interface Item {
  readonly record?: number;
  readonly text: string;
}

export async function predict(texts: readonly string[], options: PredictCommandOptions): Promise<void> {
  if (texts.length > 0 && options.data !== undefined) {
    throw new UsageError("CONFIG", "texts and --data were both given", "use one of them");
  }
  await selectBackend(options.backend, options.threads);
  const model = await loadClassifier(options.model);
  const print = createPrinter(model, options.json === true);
  if (options.data !== undefined) {
    const { examples, summary } = await readExamples(options.data, options, false);
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
    for await (const lines of readLines(process.stdin, options.encoding)) await print(lines.map((text) => ({ text })));
  }
}

/** Prints a line for each item: label and probability, both empty where the text has no word. */
function createPrinter(model: LoadedClassifier, json: boolean): (items: readonly Item[]) => Promise<void> {
  return async (items) => {
    if (items.length === 0) return;
    const predictions = await predictTexts(
      model,
      items.map(({ text }) => text),
    );
    const lines = items.map((item, i) => {
      const { label, probability } = predictions[i] ?? { label: null, probability: null };
      if (json) return JSON.stringify({ ...item, label, probability });
      return `${escapeText(label ?? "")}\t${probability?.toFixed(4) ?? ""}`;
    });
    process.stdout.write(`${lines.join("\n")}\n`);
  };
}
