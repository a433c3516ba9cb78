// Training on files or on texts in memory, with a run folder if one is wanted.

import { totalmem } from "node:os";
import type { KnownLstm, TrainedModel } from "@newsclf/model";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { initialLstm } from "../data/initial-lstm.ts";
import { type MemorySource, rowsFromMemory } from "../data/memory-rows.ts";
import type { Rows } from "../data/rows.ts";
import { localRunner } from "../run/jobs/job.ts";
import { type Environment, type TrainedRun, type TrainHooks, train } from "../run/train.ts";
import { type GivenSettings, type ResolvedSettings, resolveSettings } from "../settings/resolve-settings.ts";
import { createRunner } from "./create-runner.ts";
import { type TrainingGroup, threadsOf } from "./group/group-messages.ts";
import { createGroupRunner, shareEngine } from "./group/lead-group.ts";
import { loadNamed } from "./load-classifier.ts";
import { readRows } from "./read-rows.ts";
import { readVectors } from "./read-vectors.ts";
import { checkResumable, readRunConfig } from "./run-folder/resume.ts";
import { checkRunFolder, createRunFolder, type RunFolderName } from "./run-folder/run-folder.ts";
import { createOutputs, type FolderHooks, type FolderOutputs, reopenOutputs } from "./run-folder/run-outputs.ts";
import { selectBackend } from "./select-backend.ts";
import { resolvePath, type Surroundings } from "./surroundings.ts";

/** What to train on: files and how to read them, or texts in memory. */
export type TrainSource = GivenSettings | MemorySource;

/** Settings, and where the run folder goes. */
export interface TrainOptions extends GivenSettings {
  /** The run folder to create; true: the next free `runs/<data>-<n>`. Default: nothing is written. */
  readonly out?: RunFolderName | undefined;
  /** A run folder in which training was killed or stopped: it goes on there, and ends with the bits that it would have had. */
  readonly resume?: string | undefined;
  /**
   * Processes that train the LSTM together, of which this is rank 0; the others call `followTraining`, until this one calls `endTraining`.
   * The bits are those of one process with the same `batchParts`. Default: this process alone.
   */
  readonly group?: TrainingGroup | undefined;
}

/** Parts of a batch where processes train together: as many may, however many do. */
const GROUP_PARTS = 4;

/** Called while a run goes on, and where relative paths start. */
export interface NodeTrainHooks extends TrainHooks, Surroundings, FolderHooks {}

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
  const { out, resume, group, ...given } = options;
  const { memory, settings: ofSource } = readSource(source);
  if (resume === undefined) {
    const asked = resolveSettings(given, ofSource);
    if (out !== undefined) checkRunFolder(out, hooks);
    const create = (): string => createRunFolder(out!, asked.data ?? "texts", hooks);
    return trainInto(out === undefined ? undefined : createOutputs(create, hooks), memory, asked, hooks, group);
  }
  if (out !== undefined) {
    throw new NewsclfError("CONFIG", sentence`${setting("out")} is that of ${setting("resume")}`, {
      fix: sentence`leave ${setting("out")} out`,
    });
  }
  const folder = resolvePath(resume, hooks);
  checkResumable(folder);
  const asked = resolveSettings({ ...readRunConfig(folder), ...given }, ofSource);
  return trainInto(reopenOutputs(folder, hooks), memory, asked, hooks, group);
}

async function trainInto(
  outputs: FolderOutputs | undefined,
  memory: MemorySource | undefined,
  asked: ResolvedSettings,
  hooks: NodeTrainHooks,
  group: TrainingGroup | undefined,
): Promise<NodeTrainedRun> {
  try {
    const rows = memory ? rowsFromMemory(memory, asked) : await readRows(dataOf(asked), asked, hooks);
    const withVectors = rows.vectors ? rows : { ...rows, vectors: await readVectors(rows, asked, hooks) };
    const initial = await readInitial(memory?.initFrom, asked, hooks);
    const settings = withParts(withFound(asked, rows), group);
    const projectFolder = resolvePath(".", hooks);
    const environment: Environment = {
      async selectBackend(name, threads) {
        const backend = await selectBackend(name, threads ?? (group && threadsOf(group)), { projectFolder });
        if (group) await shareEngine(group, backend, threads);
        return backend;
      },
      memoryBytes: totalmem(),
      startTimer: (milliseconds) => AbortSignal.timeout(milliseconds),
      async createRunner(...run) {
        const alone = await createRunner(...run);
        return group ? createGroupRunner(group, alone ?? localRunner) : alone;
      },
    };
    const run = await train({ ...withVectors, initial }, settings, environment, hooks, outputs);
    return { ...run, folder: outputs?.folder };
  } finally {
    outputs?.close();
  }
}

/** Texts in memory may stand beside settings. */
function readSource(source: TrainSource): { memory: MemorySource | undefined; settings: GivenSettings } {
  if ((source as Partial<MemorySource>).texts === undefined) {
    return { memory: undefined, settings: source as GivenSettings };
  }
  const { texts, labels, weights, validation, test, unlabelled, vectors, initFrom, ...settings } =
    source as MemorySource;
  return { memory: { texts, labels, weights, validation, test, unlabelled, vectors, initFrom }, settings };
}

/** The LSTM to begin with: of a model in memory, or of a folder. */
async function readInitial(
  model: TrainedModel | undefined,
  { initFrom }: ResolvedSettings,
  surroundings: Surroundings,
): Promise<KnownLstm | undefined> {
  if (model) return initialLstm(model);
  if (initFrom === null) return undefined;
  const classifier = await loadNamed(initFrom, "initFrom", surroundings);
  try {
    return await initialLstm(classifier.model);
  } finally {
    classifier.dispose();
  }
}

/** @throws NewsclfError `CONFIG` for processes that would have nothing to do. */
function withParts(settings: ResolvedSettings, group: TrainingGroup | undefined): ResolvedSettings {
  if (!group) return settings;
  const batchParts = settings.batchParts ?? GROUP_PARTS;
  if (batchParts >= group.size) return { ...settings, batchParts };
  throw new NewsclfError("CONFIG", sentence`${group.size} processes, and ${setting("batchParts", batchParts)}`, {
    fix: sentence`fewer processes, or in a new run ${setting("batchParts", group.size)}`,
  });
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
