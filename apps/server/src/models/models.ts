// The models that a server answers with, by name.

import { NewsclfError } from "@newsclf-internal/errors";
import { HttpError } from "../http/http-error.ts";
import type { Pool } from "../pool/pool.ts";
import type { LoadedModel, Slot } from "../pool/slot.ts";

/** A folder to serve under a name. */
export interface ServedModel {
  /** 1 to 64 letters, digits, dots, dashes and underscores, the first a letter or digit. */
  readonly name: string;
  /** Model folder, such as `runs/mine/model`. */
  readonly folder: string;
}

/** What became of a model when its folder was read again. */
export interface ReloadResult {
  readonly name: string;
  /** Of the model that answers now; undefined where there was none before and the folder cannot be used. */
  readonly version: string | undefined;
  /** Why the one before stays in service. */
  readonly error?: Error;
}

export interface Models {
  readonly slots: readonly Slot[];
  /** @throws HttpError 404 `MODEL_UNKNOWN`. */
  find(name: string, field?: string): Slot;
  /** Reads every folder: first those whose turn it is, one after the other; calls that overlap share what has not begun. */
  reload(): Promise<readonly ReloadResult[]>;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u;

/** @throws NewsclfError `CONFIG` for names that are wrong or there twice. */
export function createModels(given: readonly ServedModel[], getPool: () => Pool, cwd: string): Models {
  const slots = new Map<string, Slot>();
  for (const { name, folder } of given) {
    if (!NAME.test(name)) {
      const message = `${JSON.stringify(name)} is no name for a model: expected letters, digits, dots, dashes, underscores`;
      throw new NewsclfError("CONFIG", message, { place: folder, fix: "put a name before the folder: NAME=FOLDER" });
    }
    if (slots.has(name)) {
      const fix = "put another name before the folder: NAME=FOLDER";
      throw new NewsclfError("CONFIG", `there are two models with the name "${name}"`, { place: folder, fix });
    }
    slots.set(name, { name, folder, current: undefined });
  }

  const reloadOne = async (slot: Slot): Promise<ReloadResult> => {
    const { name, folder, current: before } = slot;
    try {
      slot.current = await getPool().load(folder, cwd);
    } catch (error) {
      return { name, version: before?.version, error: error as Error };
    }
    if (before !== undefined) getPool().drop(before);
    return { name, version: slot.current.version };
  };
  const reloadAll = async (): Promise<readonly ReloadResult[]> => {
    const results: ReloadResult[] = [];
    for (const slot of slots.values()) results.push(await reloadOne(slot));
    return results;
  };
  let running: Promise<unknown> | undefined;
  let next: Promise<readonly ReloadResult[]> | undefined;
  return {
    slots: [...slots.values()],
    find(name, field) {
      const slot = slots.get(name);
      if (slot !== undefined) return slot;
      throw new HttpError(
        404,
        "MODEL_UNKNOWN",
        `there is no such model; there are: ${[...slots.keys()].join(", ") || "none"}`,
        {
          field,
        },
      );
    },
    reload() {
      next ??= (running ?? Promise.resolve()).then(() => {
        const begun = reloadAll();
        [running, next] = [begun, undefined];
        return begun;
      });
      return next;
    },
  };
}

/** @throws HttpError 503 `NOT_LOADED`. */
export function loadedModel({ name, current }: Slot): LoadedModel {
  if (current !== undefined) return current;
  throw new HttpError(503, "NOT_LOADED", `the model ${name} is not loaded yet`, { retryAfter: 1 });
}
