// config.json of an older format, brought to the newest a step at a time.

import { v1ToV2 } from "./v1-to-v2.ts";
import { v2ToV3 } from "./v2-to-v3.ts";

type Config = Readonly<Record<string, unknown>>;

// A config is checked after all steps, and every setting has to be in it. So a new setting raises FORMAT_VERSION, and
// its step gives older folders the value that keeps their predictions: they stay readable.
const STEPS: readonly ((config: Config) => Config)[] = [v1ToV2, v2ToV3];

export function migrateConfig(config: Config, formatVersion: number): Config {
  return STEPS.slice(formatVersion - 1).reduce((older, step) => step(older), config);
}
