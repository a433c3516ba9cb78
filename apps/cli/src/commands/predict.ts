// newsclf predict: labels for texts from arguments, a file or standard input.

import { createInterface } from "node:readline";
import { type BackendName, selectBackend } from "../backend.ts";
import { describeFile } from "../describe.ts";
import { type LoadedClassifier, loadClassifier, predictTexts } from "../load-classifier.ts";
import { UsageError } from "../print-error.ts";
import { type DataOptions, readExamples } from "../read-examples.ts";

/** Lines of standard input labelled at once: enough for full batches, few enough to answer early. */
const CHUNK_SIZE = 256;

interface PredictCommandOptions extends DataOptions {
  readonly model: string;
  readonly data?: string;
  readonly backend: BackendName;
  readonly threads?: number;
  readonly json?: boolean;
}

export async function predict(texts: readonly string[], options: PredictCommandOptions): Promise<void> {
  if (texts.length > 0 && options.data !== undefined) {
    throw new UsageError("CONFIG", "texts and --data were both given", "use one of them");
  }
  await selectBackend(options.backend, options.threads);
  const model = await loadClassifier(options.model);
  if (options.data !== undefined) {
    const { examples, summary } = await readExamples(options.data, options, false);
    if (summary.numKept < summary.numRows) process.stderr.write(`${describeFile(summary)}\n`);
    await printChunks(model, examples.texts, options);
  } else if (texts.length > 0) {
    await printChunks(model, texts, options);
  } else {
    if (process.stdin.isTTY) process.stderr.write("a text a line; end with Ctrl-D\n");
    await printChunks(model, createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }), options);
  }
}

async function printChunks(
  model: LoadedClassifier,
  texts: Iterable<string> | AsyncIterable<string>,
  { json }: { json?: boolean },
): Promise<void> {
  const interactive = process.stdin.isTTY;
  let chunk: string[] = [];
  const flush = async (): Promise<void> => {
    if (chunk.length === 0) return;
    const { labels, probs } = await predictTexts(model, chunk);
    const lines = chunk.map((text, i) => {
      const label = model.labelNames[labels[i]!]!;
      const probability = probs[i * model.labelNames.length + labels[i]!]!;
      return json ? JSON.stringify({ text, label, probability }) : `${label}\t${probability.toFixed(4)}`;
    });
    process.stdout.write(`${lines.join("\n")}\n`);
    chunk = [];
  };
  for await (const text of texts) {
    chunk.push(text);
    if (chunk.length >= (interactive ? 1 : CHUNK_SIZE)) await flush();
  }
  await flush();
}
