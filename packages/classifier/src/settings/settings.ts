// Every setting of a run, written once: name, values, default, what it does. Flags, help, config files with their JSON Schema,
// checks, messages and the page of options follow from this table. To add a setting: one entry in its group, and its reader.

import { is } from "valibot";
import type { Setting } from "./group.ts";
import { DATA_SETTINGS } from "./groups/data-settings.ts";
import { MODEL_SETTINGS } from "./groups/model-settings.ts";
import { PROGRAM_SETTINGS } from "./groups/program-settings.ts";
import { SPLIT_SETTINGS } from "./groups/split-settings.ts";
import { TRAINING_SETTINGS } from "./groups/training-settings.ts";
import { WORD_SETTINGS } from "./groups/word-settings.ts";

export const SETTINGS = {
  ...DATA_SETTINGS,
  ...SPLIT_SETTINGS,
  ...WORD_SETTINGS,
  ...TRAINING_SETTINGS,
  ...MODEL_SETTINGS,
  ...PROGRAM_SETTINGS,
};

type Table = typeof SETTINGS;

export type SettingName = keyof Table;

/** Every setting with its value; null where there is none. */
export type Settings = { readonly [Name in SettingName]: Table[Name] extends Setting<infer T> ? T : never };

/** Some settings; the others have their defaults. */
export type SomeSettings = { readonly [Name in SettingName]?: Settings[Name] | undefined };

export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

export function isValidSetting(name: SettingName, value: unknown): boolean {
  return is(settingOf(name).schema, value);
}

/** The entry of a name, whatever its type. */
export function settingOf(name: SettingName): Setting<unknown> {
  return SETTINGS[name] as Setting<unknown>;
}
