// One source of texts, read as the settings say.

import { homedir } from "node:os";
import { env, stdin } from "node:process";
import { type Examples, escapeText } from "@newsclf/dataset";
import {
  type ExampleStream,
  hubOptionsFromEnv,
  type ReadOptions,
  type ReadProgress,
  readExamples,
  streamExamples,
} from "@newsclf/dataset/node";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { FileSummary } from "../data/file-summary.ts";
import { type RowLabels, readLabels } from "../data/labels/parse-labels.ts";
import type { OnProgress } from "../progress.ts";
import { standardEncoding } from "../settings/encoding.ts";
import type { Settings } from "../settings/settings.ts";
import { isPath, nameSource, resolvePath, type Surroundings } from "./surroundings.ts";

/** The settings that say how a source is read. */
export type ReadSettings = Pick<
  Settings,
  | "delimiter"
  | "encoding"
  | "textColumn"
  | "labelColumn"
  | "labelColumns"
  | "labelSeparator"
  | "titleColumn"
  | "quote"
  | "escape"
  | "relaxQuotes"
  | "comment"
  | "skipLines"
  | "header"
  | "columns"
  | "maxFieldBytes"
  | "onBadRow"
  | "limit"
>;

/** How to read a source. */
export interface ReadTextsOptions extends Surroundings {
  /** Whether rows need a label. */
  readonly labelled: boolean;
  /** Whether rows without text are kept. Default false. */
  readonly emptyTexts?: boolean | undefined;
  /** Further columns to keep. */
  readonly keepColumns?: readonly string[] | undefined;
  readonly weightColumn?: string | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** What a source holds. */
export interface ReadTexts {
  readonly examples: Examples;
  readonly labels: RowLabels;
  readonly summary: FileSummary;
}

/**
 * @param source - A path, a pattern, a folder of texts by class, `-` for standard input, or `hf://owner/name`.
 * @throws NewsclfError of the FILE, CSV, DATA and ROW families.
 */
export async function readTexts(source: string, settings: ReadSettings, options: ReadTextsOptions): Promise<ReadTexts> {
  const { labelled } = options;
  const name = nameSource(source);
  const { examples, summary } = await readExamples(pathOf(source, options), readOptions(source, settings, options));
  if (summary.numKept > 0) {
    const place = (row: number): string => `${name} (record ${examples.records[row]})`;
    const labels = labelled ? readLabels(examples, settings, place) : examples;
    return { examples, labels, summary: { ...summary, name } };
  }
  const numRows = summary.numRows.toLocaleString("en-US");
  throw new NewsclfError("CSV_NO_ROWS", `none of the ${numRows} rows has a text${labelled ? " and a label" : ""}`, {
    place: name,
    fix: labelled
      ? sentence`check ${setting("textColumn")} and ${setting("labelColumn")}`
      : sentence`check ${setting("textColumn")}`,
  });
}

/**
 * The same block by block, so that only a block has to be in memory: every row that can be read.
 *
 * @param isWhole - Whether all columns are kept; lists and objects as JSON.
 * @returns To be gone through once.
 */
export function streamTexts(
  source: string,
  settings: ReadSettings,
  options: Omit<ReadTextsOptions, "labelled">,
  isWhole: boolean,
): ExampleStream {
  const reading = { ...options, labelled: false, emptyTexts: true };
  return streamExamples(pathOf(source, options), { ...readOptions(source, settings, reading), keepAll: isWhole });
}

function pathOf(source: string, surroundings: Surroundings): string {
  return isPath(source) ? resolvePath(source, surroundings) : source;
}

function readOptions(source: string, settings: ReadSettings, options: ReadTextsOptions): ReadOptions {
  const { labelled, emptyTexts, keepColumns, weightColumn, onProgress } = options;
  const report = ({ path, bytesRead, totalBytes }: ReadProgress): void =>
    onProgress?.({ step: `reading ${escapeText(nameSource(path), 40)}`, done: bytesRead, total: totalBytes });
  return {
    delimiter: settings.delimiter ?? undefined,
    encoding: settings.encoding === null ? undefined : standardEncoding(settings.encoding),
    textColumn: settings.textColumn ?? undefined,
    labelColumn: settings.labelColumn ?? undefined,
    labelColumns: (labelled && settings.labelColumns) || undefined,
    labelLists: labelled,
    emptyTexts,
    emptyLabels: labelled && settings.labelSeparator !== null,
    titleColumn: settings.titleColumn ?? undefined,
    limit: settings.limit ?? undefined,
    quote: settings.quote,
    escape: settings.escape ?? undefined,
    relaxQuotes: settings.relaxQuotes,
    comment: settings.comment ?? undefined,
    skipLines: settings.skipLines,
    header: settings.header,
    columns: settings.columns ?? undefined,
    maxFieldBytes: settings.maxFieldBytes,
    onBadRow: settings.onBadRow,
    ...{ labelled, keepColumns, weightColumn, stdin: options.stdin ?? stdin, onProgress: report },
    // Somebody without a home can read files all the same.
    hub: source.startsWith("hf://") ? hubOptionsFromEnv(options.env ?? env, homedir()) : undefined,
  };
}
