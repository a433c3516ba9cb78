// newsclf predict: labels for texts from arguments, a file or standard input.

import { once } from "node:events";
import { availableParallelism } from "node:os";
import { extname } from "node:path";
import type { TextClassifier } from "@newsclf/classifier/inference/node";
import { type GivenSettings, type ResolvedSettings, resolveSettings } from "@newsclf/classifier/settings";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { saveFile } from "@newsclf-internal/files";
import { newFile } from "../_new-file.ts";
import { typedIn } from "../_typed-in.ts";
import { type AnswerOptions, ask, toJson, toText } from "./answers.ts";
import type { Item } from "./items.ts";
import { mapAhead } from "./map-ahead.ts";
import { type Shard, takeShard } from "./shard.ts";
import { type Answered, csvTable, parquetTable } from "./table.ts";

/** Between the labels of a text that has several. */
const SEPARATOR = "|";

/** More bring nothing while one thread reads and writes. */
const MAX_THREADS = 16;
/** One that is computed, and one that waits. */
const BLOCKS_A_THREAD = 2;

/** Of tables. */
const FORMATS = [".csv", ".jsonl", ".parquet"];

export interface PredictCommand extends AnswerOptions {
  readonly model: string;
  readonly settings: GivenSettings;
  /** A file instead of standard output, with all columns of `data`. */
  readonly out?: string;
  /** Whether the texts are in JSON objects, one a line, which keep their fields. */
  readonly jsonLines?: boolean;
  readonly shard?: Shard;
  readonly json?: boolean;
}

export async function predict(texts: readonly string[], command: PredictCommand): Promise<void> {
  const settings = resolveSettings(command.settings);
  check(texts, command, settings);
  const out = command.out === undefined ? undefined : newTable(command.out);
  const isSpread = texts.length === 0 && isOurs(settings.backend);
  const numThreads = isSpread ? (settings.threads ?? Math.min(availableParallelism(), MAX_THREADS)) : 1;
  const classifier = await loadModel(command.model, settings, numThreads);
  const all = await openItems(texts, command, settings);
  const blocks = command.shard === undefined ? all : takeShard(all, command.shard);
  const numAhead = numThreads > 1 ? BLOCKS_A_THREAD * numThreads : 1;
  const chunks = write(askAll(classifier, blocks, command, numAhead), classifier, command, settings);
  if (out !== undefined) return saveFile(out, chunks);
  for await (const chunk of chunks) {
    // Whoever reads slowly is waited for.
    if (!process.stdout.write(chunk)) await once(process.stdout, "drain");
  }
}

/** What is not needed is not loaded: a text is labelled in a fraction of the time that readers and TensorFlow.js take to load. */
async function loadModel(
  folder: string,
  { backend, threads }: ResolvedSettings,
  numThreads: number,
): Promise<TextClassifier> {
  if (isOurs(backend)) {
    const { loadClassifier } = await import("@newsclf/classifier/inference/node");
    const numWorkers = numThreads > 1 ? numThreads : 0;
    return loadClassifier(folder, { ...typedIn(), engine: backend, numThreads: 1, numWorkers });
  }
  const { selectEngine } = await import("../_engine.ts");
  await selectEngine({ backend, threads });
  const { loadClassifier } = await import("@newsclf/classifier/node");
  return loadClassifier(folder, typedIn());
}

/** An engine of ours, which needs no TensorFlow.js. */
function isOurs(backend: ResolvedSettings["backend"]): backend is "auto" | "native" | "wasm" {
  return backend === "auto" || backend === "native" || backend === "wasm";
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
  if (!FORMATS.includes(extname(path).toLowerCase())) {
    throw new NewsclfError(
      "CONFIG",
      sentence`${setting("out", path)}: expected a name that ends in ${FORMATS.join(", ")}`,
    );
  }
  return newFile(path, "out");
}

/** Texts and what is said of them, a block at a time. */
function askAll(
  classifier: TextClassifier,
  blocks: AsyncIterable<readonly Item[]> | Iterable<readonly Item[]>,
  options: AnswerOptions,
  numAhead: number,
): AsyncGenerator<Answered[]> {
  return mapAhead(blocks, numAhead, async (items) => {
    const said = await ask(
      classifier,
      items.map(({ text }) => text),
      options,
    );
    return items.map((item, i) => ({ item, said: said[i]! }));
  });
}

/** Chunks of the output. */
function write(
  answered: AsyncIterable<Answered[]>,
  { classNames, model: { thresholds } }: TextClassifier,
  command: PredictCommand,
  { csvSafe }: ResolvedSettings,
): AsyncIterable<string | Uint8Array> {
  const { out, jsonLines = false, json = false, topK } = command;
  const isOfSets = thresholds !== undefined;
  const table = { ...command, classNames, separator: isOfSets ? SEPARATOR : undefined };
  const format = out === undefined ? undefined : extname(out).toLowerCase();
  if (format === ".csv") return csvTable(answered, table, csvSafe);
  if (format === ".parquet") return parquetTable(answered, table);
  const isText = !json && !jsonLines && out === undefined;
  const labelName = jsonLines || out !== undefined ? "predicted" : "label";
  const lineOf = ({ item: { text, fields }, said }: Answered): string => {
    if (isText) return `${toText(said, process.stdout.isTTY)}\n`;
    const own = Object.keys(fields).length > 0 ? fields : { text };
    return `${JSON.stringify({ ...own, ...toJson(said, labelName, isOfSets, topK) })}\n`;
  };
  return (async function* () {
    for await (const block of answered) yield block.map(lineOf).join("");
  })();
}
