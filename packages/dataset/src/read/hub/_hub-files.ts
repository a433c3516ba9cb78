// Which files of a data set on the hub hold one configuration and split, by the names that people give them.

import { NewsclfError } from "@newsclf-internal/errors";
import picomatch from "picomatch";
import { SPLIT_WORDS } from "../../split/split-names.ts";

/** `hf://owner/name[@revision][/config][:split]` in parts; instead of the configuration there may be the path of a file. */
export interface HubName {
  /** `owner/name`. */
  readonly dataset: string;
  readonly revision?: string;
  readonly config?: string;
  /** Default "train". */
  readonly split: string;
}

/** The hub itself puts `datasets/` before the owner. */
const PATTERN =
  /^hf:\/\/(?:datasets\/(?=[^/]+\/))?(?<dataset>[\w.-]+\/[\w.-]+)(?:@(?<revision>[^/:]+))?(?:\/(?<config>[^:]+))?(?::(?<split>[\w.-]+))?$/;

/** Best first: what reads fastest and means one thing only. */
const EXTENSIONS = ["parquet", "jsonl", "ndjson", "csv", "tsv", "json"];

const ALL_WORDS = Object.values(SPLIT_WORDS).flat();

/** @throws NewsclfError `FILE_HUB`. */
export function parseHubName(source: string): HubName {
  const { dataset, revision, config, split = "train" } = PATTERN.exec(source)?.groups ?? {};
  if (dataset === undefined || dataset.includes("..")) {
    const message = "is not the name of a data set on the hub";
    throw new NewsclfError("FILE_HUB", message, {
      place: source,
      fix: "hf://owner/name, hf://owner/name/config:split",
    });
  }
  return { dataset, split, ...(revision !== undefined && { revision }), ...(config !== undefined && { config }) };
}

/**
 * Files that are named, or else those whose path names the configuration as a folder or in the file name, and the split as a word. Files that name no split at
 * all are the training split. Of several formats, the best one.
 */
export function chooseHubFiles(files: readonly string[], { config, split }: HubName): string[] {
  const data = files.filter((file) => extensionOf(file) !== undefined);
  const matches = config === undefined ? () => false : picomatch(config);
  const named = data.filter((file) => matches(file));
  if (named.length > 0) return named.sort();
  const inConfig = data.filter((file) => belongs(file, config));
  const words = Object.values(SPLIT_WORDS).find(([name]) => name === split) ?? [split];
  let chosen = inConfig.filter((file) => wordsOf(file).some((word) => words.includes(word)));
  if (chosen.length === 0 && split === "train") {
    chosen = inConfig.filter((file) => !wordsOf(file).some((word) => ALL_WORDS.includes(word)));
  }
  const best = EXTENSIONS.find((extension) => chosen.some((file) => extensionOf(file) === extension));
  return chosen.filter((file) => extensionOf(file) === best).sort();
}

/** Whether some of `train-00000-of-00002.parquet`, `train-00001-of-00002.parquet`, ... are missing. */
export function isIncomplete(files: readonly string[]): boolean {
  return files.some((file) => files.length < Number(/-of-(\d+)\./.exec(file)?.[1] ?? 0));
}

/** Without a configuration: files at the top, in `data/`, or in the configuration called "default". */
function belongs(file: string, config: string | undefined): boolean {
  const parts = file.split("/");
  const folders = parts.slice(0, -1);
  if (config !== undefined) return folders.includes(config) || wordsOf(parts.at(-1)!).includes(config.toLowerCase());
  return folders.every((folder) => ["data", "default", ...ALL_WORDS].includes(folder));
}

function extensionOf(file: string): string | undefined {
  const extension = /\.([a-z]+)(\.gz|\.zst)?$/i.exec(file)?.[1]?.toLowerCase();
  const isNote = /(^|\/)(dataset_infos?|package|config|state)\.json$/.test(file);
  return extension !== undefined && EXTENSIONS.includes(extension) && !isNote ? extension : undefined;
}

/** Folder names and the words of the file's name. */
function wordsOf(file: string): string[] {
  return file
    .toLowerCase()
    .replace(/\.[a-z]+(\.gz|\.zst)?$/, "")
    .split(/[/_.\s-]+/);
}
