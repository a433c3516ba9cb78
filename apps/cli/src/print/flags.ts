// Settings in the form of a command line.

import type { SettingMention } from "@newsclf-internal/errors";

/** `--learning-rate`. */
export function flagOf(setting: string): string {
  return `--${setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** `--label-column category`, `--relax-quotes`, `--no-checks`. */
export function writeFlag({ setting, value }: SettingMention): string {
  if (value === undefined || value === true) return flagOf(setting);
  if (value === false) return flagOf(setting).replace("--", "--no-");
  return `${flagOf(setting)} ${quoteArgument(String(value))}`;
}

function quoteArgument(text: string): string {
  return /^[\p{L}\p{N}_.,/<>-]+$/u.test(text) ? text : `"${text}"`;
}
