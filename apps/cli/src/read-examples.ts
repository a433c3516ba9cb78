// The data options of the commands, as the reader takes them.

import { homedir } from "node:os";
import { basename } from "node:path";
import { type Examples as AllExamples, escapeText } from "@newsclf/dataset";
import { hubOptionsFromEnv, type ReadSummary, readExamples as read } from "@newsclf/dataset/node";
import { count } from "./format.ts";
import { resolvePath } from "./paths.ts";
import { UsageError } from "./print-error.ts";
import { createStatusLine } from "./status-line.ts";

export interface DataOptions {
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly textColumn?: readonly string[];
  readonly labelColumn?: string;
  readonly titleColumn?: string;
  readonly relaxQuotes?: boolean;
  readonly maxFieldBytes?: number;
  readonly onBadRow?: "error" | "skip";
  readonly limit?: number;
  /** Further columns to read. */
  readonly keepColumns?: readonly string[];
}

export type Examples = Pick<AllExamples, "texts" | "titles" | "labelNames" | "records">;

export interface FileSummary extends ReadSummary {
  readonly name: string;
}

/**
 * @param source - A path, a pattern, a folder of texts by class, `-` for standard input, or `hf://owner/name`.
 * @param labelled - Whether rows need a label.
 */
export async function readExamples(
  source: string,
  options: DataOptions,
  labelled: boolean,
): Promise<{ examples: AllExamples; summary: FileSummary }> {
  const { textColumn: textColumns, ...rest } = options;
  const status = createStatusLine();
  const { examples, summary } = await read(isPath(source) ? resolvePath(source) : source, {
    ...rest,
    textColumns,
    labelled,
    stdin: process.stdin,
    hub: hubOptionsFromEnv(process.env, homedir()),
    onProgress: ({ path, bytesRead, totalBytes }) =>
      status.show(`reading ${escapeText(nameSource(path), 40)}`, bytesRead, totalBytes),
  }).finally(status.clear);
  const name = nameSource(source);
  if (summary.numKept === 0) {
    const message = `none of the ${count(summary.numRows)} rows has a text${labelled ? " and a label" : ""}`;
    throw new UsageError("CSV_NO_ROWS", message, `check --text-column${labelled ? " and --label-column" : ""}`, name);
  }
  return { examples, summary: { ...summary, name } };
}

/** How messages and folders call a source. */
export function nameSource(source: string): string {
  if (source === "-") return "stdin";
  return isPath(source) ? basename(source) : source;
}

function isPath(source: string): boolean {
  return source !== "-" && !source.startsWith("hf://");
}
