// What the card of a data set, its README.md, says of its files.

import picomatch from "picomatch";
import { parse } from "yaml";
import type { HubName } from "./_hub-files.ts";

/** Files of one configuration, as patterns by split. */
interface CardConfig {
  readonly name: string;
  readonly isDefault: boolean;
  readonly files: readonly { readonly split: string; readonly patterns: readonly string[] }[];
}

/**
 * The files of a configuration and split, if the card names files.
 *
 * @param card - Text of README.md.
 * @returns Undefined where it does not.
 */
export function filesOnCard(
  card: string,
  files: readonly string[],
  { config, split }: Pick<HubName, "config" | "split">,
): string[] | undefined {
  const configs = readConfigs(card);
  const chosen =
    config === undefined
      ? (configs.find(({ isDefault }) => isDefault) ?? configs.find(({ name }) => name === "default") ?? configs[0])
      : configs.find(({ name }) => name === config);
  if (chosen === undefined) return undefined;
  const patterns = chosen.files.filter((entry) => entry.split === split).flatMap((entry) => entry.patterns);
  const matches = picomatch([...patterns]);
  return files.filter((file) => matches(file)).sort();
}

/** Those of `configs:` in the front matter that name files; what has another form is left out. */
function readConfigs(card: string): CardConfig[] {
  const front = /^---\r?\n([\s\S]*?)\r?\n---/.exec(card.replace(/^\ufeff/, ""))?.[1];
  if (front === undefined) return [];
  return listOf(fieldOf(readYaml(front), "configs")).flatMap((entry) => {
    const data = fieldOf(entry, "data_files");
    const files = listOf(data).map((item) => ({
      split: textOf(fieldOf(item, "split")) ?? "train",
      patterns: listOf(typeof item === "string" ? item : fieldOf(item, "path")).flatMap((path) => textOf(path) ?? []),
    }));
    const isDefault = fieldOf(entry, "default") === true;
    return data === undefined ? [] : [{ name: textOf(fieldOf(entry, "config_name")) ?? "default", isDefault, files }];
  });
}

function readYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
