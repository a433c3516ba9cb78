// Settings in groups, as help and the docs show them.

import type { Kind } from "./setting.ts";

/** Where settings stand together in help. */
export const GROUPS = ["Data", "Splits", "Words", "Training", "Model", "Program"] as const;

export type Group = (typeof GROUPS)[number];

/** A setting: its values, and what it is for. */
export interface Setting<T> extends Kind<T> {
  readonly group: Group;
  /** On one line, without its default. */
  readonly about: string;
  readonly default: T;
  /** What help says of the default, where the value itself does not tell. */
  readonly defaultText?: string;
  /** What it means to turn a switch off that is on by default. */
  readonly aboutOff?: string;
}

type Description<T> = Pick<Setting<T>, "about" | "default" | "defaultText" | "aboutOff">;

/** Makes settings of a group from their kinds. */
export const inGroup =
  (group: Group) =>
  <T>(kind: Kind<T>, description: Description<NoInfer<T>>): Setting<T> => ({ ...kind, ...description, group });
