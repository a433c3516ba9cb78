// What it takes for a file to outlive a power cut.

import { fsync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { promisify } from "node:util";

/** What network drives, FUSE and others say of a sync that they cannot do. */
const CANNOT: ReadonlySet<string | undefined> = new Set(["EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

/** Opens, uses, syncs and closes a file. */
export async function writeSynced(
  path: string,
  flags: "w" | "wx" | "a",
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags);
  try {
    await write(file);
    await sync(file);
  } finally {
    await file.close();
  }
}

/** By its number: the file handles of Yarn's Plug'n'Play have no `sync`. */
async function sync({ fd }: FileHandle): Promise<void> {
  try {
    await promisify(fsync)(fd);
  } catch (error) {
    if (!CANNOT.has((error as NodeJS.ErrnoException).code)) throw error;
  }
}

/** Makes a rename last. Some systems cannot open or sync a folder, and have no need or no means. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  if (handle) await sync(handle).catch(() => undefined);
  await handle?.close();
}
