// A folder for the files of one test file.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

export const folder: string = await mkdtemp(join(tmpdir(), "newsclf-dataset-"));
afterAll(() => rm(folder, { recursive: true }));

/** Returns the path. */
export async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}
