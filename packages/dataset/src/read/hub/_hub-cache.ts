// What was downloaded from the hub before.
//
// The cache has the layout of Hugging Face's own libraries (datasets--owner--name/refs, snapshots/<commit>), so that what Python
// downloaded is found here, and the other way round. The library's own caching function prints, so the few lines are here.

import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The files of one commit, downloaded or not. */
export interface Snapshot {
  readonly commit: string;
  readonly folder: string;
  readonly files: readonly string[];
}

/** @param root - Folder of the data set in the cache. */
export async function findCached(root: string, revision: string): Promise<Snapshot | undefined> {
  const isCommit = /^[0-9a-f]{40}$/.test(revision);
  const commit = isCommit ? revision : await readFile(join(root, "refs", revision), "utf8").catch(() => undefined);
  if (commit === undefined) return undefined;
  const folder = folderOf(root, commit.trim());
  const list = await readFile(listOf(root, commit.trim()), "utf8").catch(() => undefined);
  const files: string[] =
    list === undefined ? await readdir(folder, { recursive: true }).catch(() => []) : JSON.parse(list);
  return { commit, folder, files: files.map((file) => file.replaceAll("\\", "/")).sort() };
}

/** Keeps what the hub says of a revision. */
export async function noteSnapshot(root: string, revision: string, commit: string, files: string[]): Promise<Snapshot> {
  const ref = join(root, "refs", revision);
  await mkdir(dirname(ref), { recursive: true });
  await mkdir(dirname(listOf(root, commit)), { recursive: true });
  await writeFile(listOf(root, commit), JSON.stringify(files));
  await writeFile(ref, commit);
  return { commit, folder: folderOf(root, commit), files };
}

/** The first of the files that is not there. */
export async function findAbsent(folder: string, files: readonly string[]): Promise<string | undefined> {
  for (const file of files) if (await isAbsent(join(folder, file))) return file;
  return undefined;
}

export function isAbsent(path: string): Promise<boolean> {
  return stat(path).then(
    () => false,
    () => true,
  );
}

function folderOf(root: string, commit: string): string {
  return join(root, "snapshots", commit);
}

/** All files of a commit: the folder alone does not tell which ones have not been downloaded. */
function listOf(root: string, commit: string): string {
  return join(root, "newsclf", `${commit}.json`);
}
