// From what was asked for to a value for every setting: default < preset < config file < given.

import { NewsclfError, nearestName, type Sentence, sentence, setting } from "@newsclf-internal/errors";
import { PRESET_NAMES, PRESETS, type PresetName } from "./presets.ts";
import {
  isValidSetting,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  type Settings,
  type SomeSettings,
  settingOf,
} from "./settings.ts";

/** Settings, and the preset that they start from. */
export interface GivenSettings extends SomeSettings {
  /** `fast`: n-grams alone; `accurate`: a larger model, minutes; `notebook`: the PyTorch notebook to the letter. Default `default`. */
  readonly preset?: PresetName | undefined;
}

/** Settings without a gap. */
export interface ResolvedSettings extends Settings {
  readonly preset: PresetName;
}

/**
 * @param layers - From the weakest to the strongest; undefined values count as absent.
 * @throws NewsclfError `CONFIG` for an unknown name, a value out of range, or settings that exclude each other.
 */
export function resolveSettings(...layers: readonly GivenSettings[]): ResolvedSettings {
  for (const layer of layers) checkSettings(layer);
  const given = layers.map(withoutUndefined);
  const { preset = "default" } = Object.assign({}, ...given) as GivenSettings;
  const defaults = Object.fromEntries(SETTING_NAMES.map((name) => [name, SETTINGS[name].default]));
  const settings = Object.assign({ preset }, defaults, PRESETS[preset], ...given) as ResolvedSettings;
  // A method that was chosen later has no use for the column of the one before.
  const last = (name: SettingName): number => given.findLastIndex((layer) => name in layer);
  const isLeftOver = last("splitColumn") < last("splitMethod") && !needsColumn(settings);
  if (isLeftOver) Object.assign(settings, { splitColumn: null });
  checkTogether(settings);
  return settings;
}

/** @throws NewsclfError `CONFIG` for the first name that is unknown or value that is out of range. */
export function checkSettings(given: object): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (name === "preset") checkPreset(value);
    else checkValue(name, value);
  }
}

function checkValue(name: string, value: unknown): void {
  if (!Object.hasOwn(SETTINGS, name)) {
    const nearest = nearestName(name, SETTING_NAMES);
    const fix: Sentence = nearest === undefined ? "leave it out" : sentence`did you mean ${setting(nearest)}?`;
    throw new NewsclfError("CONFIG", `unknown setting "${name.slice(0, 100)}"`, { fix });
  }
  const { expected } = settingOf(name as SettingName);
  if (isValidSetting(name as SettingName, value)) return;
  throw new NewsclfError("CONFIG", sentence`${setting(name)}: expected ${expected}, found ${show(value)}`);
}

function checkPreset(preset: unknown): void {
  if ((PRESET_NAMES as readonly unknown[]).includes(preset)) return;
  const expected = `one of ${PRESET_NAMES.join(", ")}`;
  throw new NewsclfError("CONFIG", sentence`${setting("preset")}: expected ${expected}, found ${show(preset)}`);
}

function checkTogether(settings: Settings): void {
  const { sampling, maxBatchTokens, splitMethod, splitColumn, hashBuckets, maxVocabSize } = settings;
  // Room for padding, unknown, the buckets and a word.
  const minVocabSize = hashBuckets + 3;
  if (maxVocabSize < minVocabSize) {
    throw new NewsclfError(
      "CONFIG",
      sentence`expected ${setting("maxVocabSize")} to be an integer of at least ${minVocabSize}, got ${maxVocabSize}`,
    );
  }
  if (sampling !== "all" && maxBatchTokens !== null) {
    throw new NewsclfError(
      "CONFIG",
      sentence`${setting("sampling", sampling)} and ${setting("maxBatchTokens")} were both given`,
      { fix: "use one of them" },
    );
  }
  if (sampling !== "all" && settings.classWeights !== null) {
    throw new NewsclfError(
      "CONFIG",
      sentence`${setting("sampling", sampling)} and ${setting("classWeights")} were both given`,
      { fix: "use one of them: rare classes would count twice" },
    );
  }
  if (settings.columns !== null && settings.header) {
    throw new NewsclfError("CONFIG", sentence`${setting("columns")} names the columns of files without a header`, {
      fix: sentence`add ${setting("header", false)}`,
    });
  }
  if (needsColumn(settings) && splitColumn === null) {
    throw new NewsclfError("CONFIG", sentence`${setting("splitMethod", splitMethod)} needs a column`, {
      fix: sentence`add ${setting("splitColumn", "<name>")}`,
    });
  }
  if (!needsColumn(settings) && splitColumn !== null) {
    throw new NewsclfError(
      "CONFIG",
      sentence`${setting("splitMethod", splitMethod)} uses no ${setting("splitColumn")}`,
      { fix: sentence`add ${setting("splitMethod", "time")}, group or column` },
    );
  }
}

function needsColumn({ splitMethod }: Pick<Settings, "splitMethod">): boolean {
  return ["time", "group", "column"].includes(splitMethod);
}

function withoutUndefined(layer: object): object {
  return Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
}

function show(value: unknown): string {
  return String(JSON.stringify(value)).slice(0, 100);
}
