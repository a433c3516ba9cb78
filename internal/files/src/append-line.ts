// A log that grows by whole lines.

import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { writeSynced } from "./_sync.ts";
import { writeFailed } from "./write-failed.ts";

/** Adds a line, and waits until it is on disk. @throws NewsclfError `WRITE_FAILED`. */
export async function appendLine(path: string, line: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeSynced(path, "a", (file) => file.writeFile(`${line}\n`));
  } catch (cause) {
    throw writeFailed(path, cause);
  }
}
