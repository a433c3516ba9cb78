// A config file: settings by name, as JSON. The config.json of a run is one, so that it can be repeated.

import { NewsclfError } from "@newsclf-internal/errors";
import { checkSettings, type GivenSettings } from "./resolve-settings.ts";

/** What config.json says of a run beside its settings; nobody reads it back. */
export const RUN_KEY = "run";

/**
 * The settings of a config file.
 *
 * @param place - For errors: its name.
 * @throws NewsclfError `CONFIG` for what is no JSON object, has an unknown name, or a value out of range.
 */
export function parseConfigFile(json: string, place: string): GivenSettings {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\ufeff/, ""));
  } catch (cause) {
    throw new NewsclfError("CONFIG", `no JSON: ${(cause as Error).message}`, { place, cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new NewsclfError("CONFIG", "expected a JSON object of settings", { place });
  }
  const { $schema, [RUN_KEY]: run, ...settings } = value as Record<string, unknown>;
  try {
    checkSettings(settings);
  } catch (error) {
    if (!(error instanceof NewsclfError)) throw error;
    // In a file settings go by their names, whatever a front end calls them.
    throw new NewsclfError(error.code, error.message, { place, fix: error.fix, cause: error });
  }
  return settings as GivenSettings;
}
