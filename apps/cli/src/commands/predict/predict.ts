// newsclf predict: labels for texts from arguments, a file or standard input.

import { once } from "node:events";
import { extname } from "node:path";
import type { TextClassifier } from "@newsclf/classifier/inference/node";
import { type GivenSettings, type ResolvedSettings, resolveSettings } from "@newsclf/classifier/settings";
import { csvLine } from "@newsclf/evaluation";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { saveFile } from "@newsclf-internal/files";
import { newFile } from "../_new-file.ts";
import { typedIn } from "../_typed-in.ts";
import { type AnswerOptions, answerCells, answerColumns, ask, type Said, toJson, toText } from "./answers.ts";
import type { Item } from "./items.ts";

/** Between the labels of a text that has several. */
const SEPARATOR = "|";

export interface PredictCommand extends AnswerOptions {
  readonly model: string;
  readonly settings: GivenSettings;
  /** A file instead of standard output, with all columns of `data`. */
  readonly out?: string;
  /** Whether the texts are in JSON objects, one a line, which keep their fields. */
  readonly jsonLines?: boolean;
  readonly json?: boolean;
}

export async function predict(texts: readonly string[], command: PredictCommand): Promise<void> {
  const settings = resolveSettings(command.settings);
  check(texts, command, settings);
  const out = command.out === undefined ? undefined : newTable(command.out);
  const classifier = await loadModel(command.model, settings);
  const blocks = await openItems(texts, command, settings);
  const lines = createWriter(classifier, command, settings)(blocks);
  if (out !== undefined) return saveFile(out, lines);
  for await (const chunk of lines) {
    // Whoever reads slowly is waited for.
    if (!process.stdout.write(chunk)) await once(process.stdout, "drain");
  }
}

/** What is not needed is not loaded: a text is labelled in a fraction of the time that readers and TensorFlow.js take to load. */
async function loadModel(folder: string, { backend, threads }: ResolvedSettings): Promise<TextClassifier> {
  if (backend === "auto" || backend === "native" || backend === "wasm") {
    const { loadClassifier } = await import("@newsclf/classifier/inference/node");
    return loadClassifier(folder, { ...typedIn(), engine: backend, numThreads: threads ?? undefined });
  }
  const { selectEngine } = await import("../_engine.ts");
  await selectEngine({ backend, threads });
  const { loadClassifier } = await import("@newsclf/classifier/node");
  return loadClassifier(folder, typedIn());
}

async function openItems(
  texts: readonly string[],
  { jsonLines, out }: PredictCommand,
  settings: ResolvedSettings,
): Promise<AsyncIterable<Item[]> | Iterable<Item[]>> {
  if (jsonLines) return (await import("./json-items.ts")).jsonItems(settings);
  const { data, encoding } = settings;
  if (data !== null) return (await import("./row-items.ts")).rowItems(data, settings, out !== undefined);
  if (texts.length > 0) return [texts.map((text) => ({ text, fields: {} }))];
  return (await import("./line-items.ts")).lineItems(encoding);
}

function check(
  texts: readonly string[],
  { out, jsonLines }: PredictCommand,
  { data }: Pick<ResolvedSettings, "data">,
): void {
  if (texts.length > 0 && data !== null) {
    throw new NewsclfError("CONFIG", sentence`texts and ${setting("data")} were both given`, {
      fix: "use one of them",
    });
  }
  if (texts.length > 0 && jsonLines) {
    throw new NewsclfError("CONFIG", sentence`texts and ${setting("jsonLines")} were both given`, {
      fix: "use one of them",
    });
  }
  if (out === undefined || data !== null || jsonLines) return;
  throw new NewsclfError("CONFIG", sentence`${setting("out", out)} is for the rows of a file`, {
    fix: sentence`add ${setting("data", "<file>")}`,
  });
}

/** Its path. */
function newTable(path: string): string {
  if (![".csv", ".jsonl"].includes(extname(path).toLowerCase())) {
    throw new NewsclfError("CONFIG", sentence`${setting("out", path)}: expected a name that ends in .csv or .jsonl`);
  }
  return newFile(path, "out");
}

/** Blocks of texts to chunks of the output. */
function createWriter(
  classifier: TextClassifier,
  command: PredictCommand,
  { csvSafe }: ResolvedSettings,
): (blocks: AsyncIterable<Item[]> | Iterable<Item[]>) => AsyncGenerator<string> {
  const { classNames, model } = classifier;
  const { out, jsonLines = false, json = false, topK } = command;
  const isOfSets = model.thresholds !== undefined;
  const isTable = out !== undefined && extname(out).toLowerCase() === ".csv";
  const labelName = jsonLines || out !== undefined ? "predicted" : "label";
  const lineOf = ({ text, fields }: Item, said: Said): string => {
    if (!json && !jsonLines && out === undefined) return `${toText(said, process.stdout.isTTY)}\n`;
    const own = Object.keys(fields).length > 0 ? fields : { text };
    return `${JSON.stringify({ ...own, ...toJson(said, labelName, isOfSets, topK) })}\n`;
  };
  return async function* (blocks) {
    const columns = answerColumns(classNames, isOfSets ? { ...command, topK: 1 } : command);
    let header: readonly string[] | undefined;
    for await (const items of blocks) {
      if (items.length === 0) continue;
      const said = await ask(
        classifier,
        items.map(({ text }) => text),
        command,
      );
      if (!isTable) {
        yield items.map((item, i) => lineOf(item, said[i]!)).join("");
        continue;
      }
      let chunk = "";
      if (header === undefined) {
        header = Object.keys(items[0]!.fields).filter((name) => !columns.includes(name));
        chunk += csvLine([...header, ...columns], { safe: csvSafe });
      }
      for (const [i, { fields }] of items.entries()) {
        const kept = header.map((name) => toCell(fields[name]));
        const cells = answerCells(said[i]!, classNames, command, isOfSets ? SEPARATOR : undefined);
        chunk += csvLine([...kept, ...cells], { safe: csvSafe });
      }
      yield chunk;
    }
  };
}

function toCell(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
