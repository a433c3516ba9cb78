// What it takes for a file to outlive a power cut.

import { type FileHandle, open } from "node:fs/promises";

/** Opens, uses, syncs and closes a file. */
export async function writeSynced(
  path: string,
  flags: "w" | "wx" | "a",
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags);
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a rename last. Some systems cannot open or sync a folder, and have no need or no means. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
