// Training on files or on texts in memory, with a run folder if one is wanted.

import { rmSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { saveModel } from "@newsclf/model/node";
import { createRunLog } from "@newsclf/training/node";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { BackendInfo } from "../backend.ts";
import { type MemorySource, rowsFromMemory } from "../data/memory-rows.ts";
import type { Rows } from "../data/rows.ts";
import type { JobRunner } from "../run/jobs/job.ts";
import { type Environment, type RunOutputs, type TrainedRun, type TrainHooks, train } from "../run/train.ts";
import { type GivenSettings, type ResolvedSettings, resolveSettings } from "../settings/resolve-settings.ts";
import type { TrainingSettings } from "../settings/training-settings.ts";
import { readRows } from "./read-rows.ts";
import { readVectors } from "./read-vectors.ts";
import { saveConfig, saveResult, saveSplits } from "./run-files.ts";
import { checkRunFolder, createRunFolder, type RunFolderName } from "./run-folder.ts";
import { selectBackend } from "./select-backend.ts";
import { resolvePath, type Surroundings } from "./surroundings.ts";
import { createWorkerRunner } from "./worker-runner.ts";

/** Of a run on one thread, about a second and a half. */
const MIN_TOKENS = 300_000;

/** What to train on: files and how to read them, or texts in memory. */
export type TrainSource = GivenSettings | MemorySource;

/** Settings, and where the run folder goes. */
export interface TrainOptions extends GivenSettings {
  /** The run folder to create; true: the next free `runs/<data>-<n>`. Default: nothing is written. */
  readonly out?: RunFolderName | undefined;
}

/** Called while a run goes on, and where relative paths start. */
export interface NodeTrainHooks extends TrainHooks, Surroundings {
  /** A run folder was created. Until the model is kept, `discard` leaves nothing of it. */
  readonly onFolder?: ((folder: { readonly path: string; discard(): void }) => void) | undefined;
  /** The model is whole, and is being written. */
  readonly onModelSaving?: (() => void) | undefined;
  /** The model folder is there, whole: also where an error ended training after some epochs. */
  readonly onModelSaved?: ((path: string) => void) | undefined;
}

/** A run, and its folder if it has one. */
export interface NodeTrainedRun extends TrainedRun {
  readonly folder: string | undefined;
}

/**
 * Trains a classifier, and measures it beside a linear baseline on texts that it never saw.
 *
 * @param source - `{ data: "news.csv", textColumn: "text", labelColumn: "category" }`, or `{ texts, labels }`.
 * @param options - Further settings; those of `source` count more.
 * @throws NewsclfError for settings, data, training or output that cannot be: `code` says which.
 * @throws TypeError for a source that is none.
 */
export async function trainClassifier(
  source: TrainSource,
  options: TrainOptions = {},
  hooks: NodeTrainHooks = {},
): Promise<NodeTrainedRun> {
  if (typeof source !== "object" || source === null) {
    throw new TypeError(`trainClassifier: expected source to be an object such as { data: "news.csv" }, got ${source}`);
  }
  const { out, ...given } = options;
  const { memory, settings: ofSource } = readSource(source);
  const asked = resolveSettings(given, ofSource);
  if (out !== undefined) checkRunFolder(out, hooks);
  const rows = memory ? rowsFromMemory(memory, asked) : await readRows(dataOf(asked), asked, hooks);
  const withVectors = rows.vectors ? rows : { ...rows, vectors: await readVectors(rows, asked, hooks) };
  const settings = withFound(asked, rows);
  const projectFolder = resolvePath(".", hooks);
  const environment: Environment = {
    selectBackend: (name, threads) => selectBackend(name, threads, { projectFolder }),
    memoryBytes: totalmem(),
    createRunner,
  };
  const outputs = out === undefined ? undefined : createOutputs(out, settings.data ?? "texts", hooks);
  const run = await train(withVectors, settings, environment, hooks, outputs);
  return { ...run, folder: outputs?.folder };
}

/** Texts in memory may stand beside settings. */
function readSource(source: TrainSource): { memory: MemorySource | undefined; settings: GivenSettings } {
  if ((source as Partial<MemorySource>).texts === undefined) {
    return { memory: undefined, settings: source as GivenSettings };
  }
  const { texts, labels, validation, test, unlabelled, vectors, ...settings } = source as MemorySource;
  return { memory: { texts, labels, validation, test, unlabelled, vectors }, settings };
}

/** Threads that have little to do cost more than they bring. */
function createRunner(
  { engine, numThreads }: BackendInfo,
  { parts, folds }: TrainingSettings,
  numTokens: number,
): JobRunner | undefined {
  const [kind] = engine.split(" ");
  const isOurs = kind === "native" || kind === "wasm";
  const isWorth = parts.includes("lstm") ? numTokens > MIN_TOKENS : numTokens > 10 * MIN_TOKENS;
  if (!isOurs || numThreads < 2 || folds === null || !isWorth) return undefined;
  return createWorkerRunner(kind, Math.min(numThreads, folds + 1));
}

/** With the columns and the delimiter that were found, so that the settings repeat the run whatever is guessed then. */
function withFound(settings: ResolvedSettings, { files: [first] }: Rows): ResolvedSettings {
  if (first === undefined) return settings;
  const { text, label = null, title = null } = first.columns;
  const delimiter = first.delimiter ?? settings.delimiter;
  return { ...settings, delimiter, textColumn: text, labelColumn: label, titleColumn: title };
}

function dataOf({ data }: { readonly data: string | null }): string {
  if (data !== null) return data;
  throw new NewsclfError("CONFIG", sentence`${setting("data")} is missing`, { fix: "name the texts to train on" });
}

function createOutputs(
  out: RunFolderName,
  source: string,
  hooks: NodeTrainHooks,
): RunOutputs & { readonly folder: string | undefined } {
  let folder: string | undefined;
  const discard = (): void => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
  return {
    get folder() {
      return folder;
    },
    async begin(start) {
      folder = createRunFolder(out, source, hooks);
      hooks.onFolder?.({ path: folder, discard });
      await saveConfig(folder, start);
      await saveSplits(folder, start.data.rows);
      return [createRunLog(folder, { now: Date.now, elapsed: () => performance.now() })];
    },
    async keepModel(model) {
      const path = join(folder!, "model");
      hooks.onModelSaving?.();
      await saveModel(path, model);
      hooks.onModelSaved?.(path);
    },
    discard,
    keepResult: (run) => saveResult(folder!, run),
  };
}
