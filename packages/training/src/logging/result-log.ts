// What TensorBoard shows of a run that is over: its scores, its settings, the result in words, the confusion matrix.

import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Confusion } from "@newsclf/evaluation";
import { saveFile } from "@newsclf-internal/files";
import { drawConfusions } from "./confusion-picture.ts";
import { encodePng } from "./png.ts";
import * as values from "./summary-values.ts";
import { eventFileName, summaryEvent, versionEvent } from "./tensorboard.ts";

const SUFFIX = ".newsclf-result";

/** A result as TensorBoard gets it. */
export interface ResultLog {
  /** Of the last epoch. */
  readonly step: number;
  /** By tag, such as `test/accuracy`: the metrics of the HParams page. */
  readonly scores: Readonly<Record<string, number>>;
  /** The hyperparameters: texts, numbers, switches; of others, such as lists, their text. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The result in words, a paragraph each. */
  readonly verdict: readonly string[];
  readonly confusions?: readonly Confusion[] | undefined;
  readonly classNames: readonly string[];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/**
 * Writes an event file of its own into `folder`, in the place of one that an earlier process of the run wrote.
 *
 * @throws NewsclfError `WRITE_FAILED`.
 */
export async function saveResultLog(folder: string, result: ResultLog): Promise<void> {
  const { step, scores, verdict, confusions, classNames, startedAt, endedAt } = result;
  const settings = Object.fromEntries(Object.entries(result.settings).map(([name, value]) => [name, plain(value)]));
  const picture = confusions && drawConfusions(confusions, classNames);
  const summary = [
    ...Object.entries(scores).map(values.scalarValue),
    values.textValue(["verdict", verdict.map(escapeMarkdown).join("\n\n")]),
    values.textValue(["settings", table(["setting", "value"], Object.entries(settings))]),
    values.textValue([
      "classes",
      table(
        ["number", "class"],
        classNames.map((name, c) => [String(c + 1), name]),
      ),
    ]),
    ...(picture ? [values.imageValue(["confusion", { ...picture, png: encodePng(picture) }])] : []),
    values.experimentValue(settings, Object.keys(scores)),
    values.sessionStartValue(settings, startedAt / 1000),
    values.sessionEndValue(endedAt / 1000),
  ];
  const earlier = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of earlier) if (name.endsWith(SUFFIX)) rmSync(join(folder, name));
  const events = [versionEvent(endedAt), summaryEvent(endedAt, step, summary)];
  await saveFile(join(folder, eventFileName(endedAt, SUFFIX)), events);
}

function plain(value: unknown): values.HparamValue {
  if (value === null || value === undefined) return "none";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) ? value.join(", ") : JSON.stringify(value);
}

function table(header: readonly string[], rows: readonly (readonly values.HparamValue[])[]): string {
  const line = (cells: readonly values.HparamValue[]): string =>
    `| ${cells.map((cell) => escapeMarkdown(String(cell))).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Names are what their writer wrote. */
function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>#|]/g, "\\$&");
}
