// Exports on disk, and what a run folder says of its model.

import { lstat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { NewsclfError } from "@newsclf-internal/errors";
import { readBytes, saveFolder } from "@newsclf-internal/files";
import type { RunRecord } from "./huggingface/card/run-record.ts";

/**
 * Writes a new folder, whose parent must exist: complete, or not at all.
 *
 * @param files - Contents by name, as `exportModel` gives them.
 * @throws NewsclfError `FILE_EXISTS` where something is at `folder`, `WRITE_FAILED`.
 */
export async function saveExport(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await checkFree(folder);
  await saveFolder(folder, files);
}

/** @throws NewsclfError `FILE_EXISTS`. */
async function checkFree(folder: string): Promise<void> {
  const isThere = await lstat(folder).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new NewsclfError("FILE_EXISTS", "is there already", { place: folder, fix: "choose another folder" });
}

/**
 * What the run folder around a model folder says of it.
 *
 * @returns Undefined where the folder above is none of a finished run, or is that of a model with other classes.
 */
export async function loadRunRecord(
  modelFolder: string,
  { classNames }: { readonly classNames: readonly string[] },
): Promise<RunRecord | undefined> {
  const [settings, evaluation] = await Promise.all(
    ["config.json", "evaluation.json"].map((name) => readObject(join(dirname(resolve(modelFolder)), name))),
  );
  if (!settings || !evaluation || !("labels" in evaluation)) return undefined;
  const isOfModel = JSON.stringify(evaluation.labels) === JSON.stringify(classNames);
  return isOfModel ? { settings, evaluation } : undefined;
}

/** Undefined where there is none. */
async function readObject(path: string): Promise<object | undefined> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(await readBytes(path)));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
