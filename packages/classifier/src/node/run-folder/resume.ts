// A run folder in which training did not come to its end.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NewsclfError } from "@newsclf-internal/errors";
import { parseConfigFile } from "../../settings/config-file.ts";
import type { GivenSettings } from "../../settings/resolve-settings.ts";

/** @throws NewsclfError `RUN_MISSING`, or `RUN_COMPLETE` where there is nothing to go on with. */
export function checkResumable(folder: string): void {
  const has = (name: string): boolean => existsSync(join(folder, name));
  if (!has("config.json")) {
    throw new NewsclfError("RUN_MISSING", "is no run folder", {
      place: folder,
      fix: "name the folder that holds the config.json of a run",
    });
  }
  if (has("checkpoints/identity.json")) return;
  if (has("evaluation.json")) {
    throw new NewsclfError("RUN_COMPLETE", "this run came to its end", {
      place: folder,
      fix: "use its model, or begin another run",
    });
  }
  throw new NewsclfError("RUN_MISSING", "this run was ended before its first checkpoint", {
    place: folder,
    fix: "begin another run",
  });
}

/** The settings that the run began with. */
export function readRunConfig(folder: string): GivenSettings {
  const path = join(folder, "config.json");
  return parseConfigFile(readFileSync(path, "utf8"), path);
}
