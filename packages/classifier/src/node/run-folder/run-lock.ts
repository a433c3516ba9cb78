// One process at a time in a run folder.

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { kill, pid } from "node:process";
import { NewsclfError } from "@newsclf-internal/errors";

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

/**
 * Takes the folder, also from a process that is no more.
 *
 * @param now - Milliseconds since 1970.
 * @returns Gives it back.
 * @throws NewsclfError `RUN_LOCKED` where somebody works in it.
 */
export function lockRun(folder: string, now: number): () => void {
  const path = join(folder, "lock");
  const own = JSON.stringify({ pid, host: hostname(), since: new Date(now).toISOString() } satisfies Holder);
  while (!create(path, own)) {
    const text = readIfThere(path);
    if (text === undefined) continue;
    const holder = parseHolder(text);
    if (holder && isThere(holder)) throw locked(folder, holder);
    remove(path, text);
  }
  return () => rmSync(path, { force: true });
}

/** Whole from the start, for others look at it at any moment. False if there is one. */
function create(path: string, text: string): boolean {
  const draft = `${path}.${pid}`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes a lock that is nobody's, unless it has become somebody's meanwhile. */
function remove(path: string, text: string): void {
  const aside = `${path}.${pid}.old`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if (readFileSync(aside, "utf8") !== text) linkSync(aside, path);
  rmSync(aside);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Undefined for what a power cut has torn. */
function parseHolder(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

/** A process of another machine cannot be seen from here. */
function isThere(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    kill(holder.pid, 0);
    return !isZombie(holder.pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A process that was killed and that nobody asks after, as in containers without an init; on Linux. */
function isZombie(holder: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${holder}/stat`, "utf8"));
  } catch {
    return false;
  }
}

function locked(folder: string, { pid: holder, host, since }: Holder): NewsclfError {
  const isHere = host === hostname();
  return new NewsclfError("RUN_LOCKED", `held by pid ${holder}${isHere ? "" : ` on ${host}`} since ${since}`, {
    place: folder,
    fix: isHere ? "wait for it, or end it" : `wait for it; if it is no more, remove ${join(folder, "lock")}`,
  });
}
