// Folders of exports. Not in a temporary folder: what runs in them finds its dependencies from here.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { saveExport } from "@newsclf/export/node";

const PARENT = fileURLToPath(new URL("../dist/", import.meta.url));

/** An empty folder, gone after the test `t`. */
export function makeFolder(t) {
  mkdirSync(PARENT, { recursive: true });
  const folder = mkdtempSync(PARENT);
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A folder with these files, gone after the test `t`. */
export async function saveFiles(t, files) {
  const folder = join(makeFolder(t), "model");
  await saveExport(folder, files);
  return folder;
}
