// Folders of exports, in this package: what runs in them finds its dependencies.

import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { saveExport } from "../src/node.ts";

/** An empty folder, gone after the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(fileURLToPath(new URL("../export-", import.meta.url)));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A folder with these files. */
export async function saveFiles(files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const folder = join(makeFolder(), "model");
  await saveExport(folder, files);
  return folder;
}
