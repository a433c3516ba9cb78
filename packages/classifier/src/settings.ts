// The settings alone: quick to load, for front ends that only need names, values and help.

export { parseConfigFile } from "./settings/config-file.ts";
export { GROUPS, type Group, type Setting } from "./settings/group.ts";
export { PRESET_NAMES, PRESETS, type PresetName } from "./settings/presets.ts";
export {
  type GivenSettings,
  type ResolvedSettings,
  resolveSettings,
} from "./settings/resolve-settings.ts";
export type { Kind, TextForm } from "./settings/setting.ts";
export {
  isValidSetting,
  SETTING_NAMES,
  type SettingName,
  type Settings,
  type SomeSettings,
  settingOf,
} from "./settings/settings.ts";
