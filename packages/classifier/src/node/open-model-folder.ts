// A model folder that a person has named, and what errors say of it.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { resolvePath, type Surroundings } from "./surroundings.ts";

/**
 * @param name - The setting that names the folder.
 * @param load - Of its path.
 * @throws NewsclfError `FILE_MISSING`, or of the MODEL family.
 */
export async function openModelFolder<T>(
  folder: string,
  name: "model" | "initFrom",
  surroundings: Surroundings,
  load: (path: string) => Promise<T>,
): Promise<T> {
  const path = resolvePath(folder, surroundings);
  if (!existsSync(path)) {
    throw new NewsclfError("FILE_MISSING", `no such folder (looked in ${path})`, { place: folder });
  }
  if (existsSync(join(path, "model", "manifest.json"))) {
    const fix = sentence`${setting(name, join(folder, "model"))}`;
    throw new NewsclfError("MODEL_MISSING", "is a run folder", { place: folder, fix });
  }
  try {
    return await load(path);
  } catch (error) {
    if (!(error instanceof NewsclfError)) throw error;
    // The package speaks of files and settings; a person wants to know of which folder, where settings are no flags.
    if (error.code === "CONFIG") throw new NewsclfError("MODEL_CONFIG", error.message, { place: folder, cause: error });
    throw error.at(folder);
  }
}
