// The options of commands: those that are settings are made from the table of settings, and their values are parsed and checked
// here, so that a command gets typed ones.

import {
  type GivenSettings,
  GROUPS,
  type Group,
  isValidSetting,
  SETTING_NAMES,
  type SettingName,
  settingOf,
} from "@newsclf/classifier/settings";
import { type Command, InvalidArgumentError, Option } from "commander";
import { flagOf } from "../print/flags.ts";

/** Stands for null, of which commander would make an empty text. */
const NONE = Symbol("none");

export function collect(written: string, before: readonly string[] = []): string[] {
  return [...before, written];
}

export function integerOption(
  flags: string,
  about: string,
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): Option {
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `in ${min}..${max}`;
  return new Option(flags, about).argParser((written) => {
    const parsed = /^\d+$/.test(written) ? Number(written) : Number.NaN;
    if (parsed >= min && parsed <= max) return parsed;
    throw new InvalidArgumentError(`Expected an integer ${range}.`);
  });
}

export function namesIn(group: Group): SettingName[] {
  return SETTING_NAMES.filter((name) => settingOf(name).group === group);
}

/** The settings among the options of a command: all of them that were given. */
export function settingsOf(options: Readonly<Record<string, unknown>>): GivenSettings {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, value === NONE ? null : value]));
}

export function addJson(command: Command): Command {
  return command
    .optionsGroup("Program:")
    .option("--json", "print JSON on standard output and nothing else")
    .helpOption("-h, --help", "display help for command");
}

export function addSettings(command: Command, names: readonly SettingName[]): void {
  for (const group of GROUPS) {
    command.optionsGroup(`${group}:`);
    for (const name of names.filter((name) => settingOf(name).group === group)) {
      for (const option of optionsFor(name)) command.addOption(option);
    }
  }
}

/** A setting that means something else to a command. */
export function addOption(command: Command, name: SettingName, about: string): void {
  for (const option of optionsFor(name)) {
    option.description = about;
    command.addOption(option);
  }
}

/** One option, or for a switch that is on one that turns it off as well. */
function optionsFor(name: SettingName): Option[] {
  const { text, about, aboutOff, expected, default: value, defaultText } = settingOf(name);
  const shown = defaultText ?? (value === null || value === false ? undefined : text.format(value));
  const described = shown === undefined ? about : `${about} (default: ${shown})`;
  const flag = flagOf(name);
  if (text.placeholder === undefined) {
    const on = new Option(flag, described);
    return aboutOff === undefined ? [on] : [on, new Option(flag.replace("--", "--no-"), aboutOff)];
  }
  const option = new Option(`${flag} <${text.placeholder}>`, described);
  if (text.choices !== undefined) return [option.choices(text.choices)];
  return [
    option.argParser((written: string, before: unknown) => {
      const parsed = text.parse(written);
      const given = text.isList ? [...((before as unknown[] | undefined) ?? []), parsed] : parsed;
      if (isValidSetting(name, given)) return given ?? NONE;
      throw new InvalidArgumentError(`Expected ${expected}.`);
    }),
  ];
}
