// Everything that a run leaves in its folder, in order: what it is, its log and checkpoints, its model, its result.

import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { saveModel } from "@newsclf/model/node";
import { createRunLog } from "@newsclf/training/node";
import { isInterrupted } from "../../run/parts/fitted-parts.ts";
import type { RunOutputs } from "../../run/train.ts";
import { openCheckpointStore } from "./checkpoint-store.ts";
import { saveBoard, saveConfig, saveResult, saveSplits } from "./run-files.ts";
import { checkIdentity, identify, saveIdentity } from "./run-identity.ts";
import { lockRun } from "./run-lock.ts";

/** The folder of the run that goes on. */
export interface RunFolder {
  readonly path: string;
  /** Whether `resume` would not begin anew. */
  hasCheckpoint(): boolean;
  /** Paths of the LSTM's checkpoints: of each of its trainings the last. */
  checkpoints(): readonly string[];
  /** Leaves nothing of it, unless it has a checkpoint. */
  discard(): void;
}

/** Told of the folder. */
export interface FolderHooks {
  readonly onFolder?: ((folder: RunFolder) => void) | undefined;
  /** The model is whole, and is being written. */
  readonly onModelSaving?: (() => void) | undefined;
  /** The model folder is there, whole: also where an error ended training after some epochs. */
  readonly onModelSaved?: ((path: string) => void) | undefined;
}

/** Outputs that somebody must close. */
export interface FolderOutputs extends RunOutputs {
  readonly folder: string | undefined;
  close(): void;
}

const TEMPORARY = /^\..+\.[0-9a-f-]{36}\.tmp$/;
const elapsed = (): number => performance.now();

/** @param create - Makes the folder, which is then new. */
export function createOutputs(create: () => string, hooks: FolderHooks): FolderOutputs {
  return folderOutputs(undefined, create, hooks);
}

/**
 * The folder of a run that did not come to its end.
 *
 * @throws NewsclfError `RUN_LOCKED`.
 */
export function reopenOutputs(folder: string, hooks: FolderHooks): FolderOutputs {
  const unlock = lockRun(folder, Date.now());
  return folderOutputs({ folder, unlock }, () => folder, hooks);
}

function folderOutputs(
  old: { readonly folder: string; unlock(): void } | undefined,
  create: () => string,
  hooks: FolderHooks,
): FolderOutputs {
  let folder = old?.folder;
  let unlock = old?.unlock;
  let startedAt = 0;
  const checkpoints = (): string[] => (folder === undefined ? [] : lstmCheckpoints(join(folder, "checkpoints")));
  const hasCheckpoint = (): boolean => checkpoints().length > 0;
  const discard = (): void => {
    if (folder !== undefined && !old && !hasCheckpoint()) rmSync(folder, { recursive: true, force: true });
  };
  return {
    get folder() {
      return folder;
    },
    async begin(start) {
      folder = create();
      startedAt = Date.now();
      unlock ??= lockRun(folder, Date.now());
      hooks.onFolder?.({ path: folder, hasCheckpoint, checkpoints, discard });
      const kept = join(folder, "checkpoints");
      const identity = identify(start);
      if (old) {
        checkIdentity(kept, identity);
        removeTemporary(folder);
        removeTemporary(kept);
      } else {
        await saveConfig(folder, start);
        await saveSplits(folder, start.data.rows);
        await saveIdentity(kept, identity);
      }
      const { keepCheckpoints, checkpointEveryMinutes } = start.settings;
      return {
        listeners: [createRunLog(folder, { now: Date.now, elapsed })],
        checkpoints: {
          store: await openCheckpointStore(kept, keepCheckpoints),
          ...(checkpointEveryMinutes !== null && { everyMilliseconds: 60_000 * checkpointEveryMinutes }),
          elapsed,
        },
      };
    },
    async keepModel(model) {
      const path = join(folder!, "model");
      hooks.onModelSaving?.();
      if (!old || !existsSync(path)) await saveModel(path, model);
      else {
        // The run was stopped before, and has one.
        for (const name of ["model.new", "model.old"]) rmSync(join(folder!, name), { recursive: true, force: true });
        await saveModel(join(folder!, "model.new"), model);
        renameSync(path, join(folder!, "model.old"));
        renameSync(join(folder!, "model.new"), path);
        rmSync(join(folder!, "model.old"), { recursive: true });
      }
      hooks.onModelSaved?.(path);
    },
    discard,
    async keepResult(run) {
      await saveResult(folder!, run);
      await saveBoard(folder!, run, { startedAt, endedAt: Date.now() });
      if (!isInterrupted(run.training)) rmSync(join(folder!, "checkpoints"), { recursive: true });
    },
    close: () => unlock?.(),
  };
}

/** What trainings of hours may have left. */
function lstmCheckpoints(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("lstm-")) : [];
  const inOrder = names.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const last = new Map(inOrder.map((name) => [name.split(".")[0], name]));
  return [...last.values()].map((name) => join(folder, name));
}

/** What a process that was killed was writing. */
function removeTemporary(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (TEMPORARY.test(name)) rmSync(join(folder, name), { recursive: true });
  }
}
