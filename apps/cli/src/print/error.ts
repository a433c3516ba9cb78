// Errors as users see them, and the exit status of each kind.

import { NewsclfError } from "@newsclf-internal/errors";
import { CommanderError } from "commander";
import { writeFlag } from "./flags.ts";

const STATUS_BY_PREFIX: readonly (readonly [string, number])[] = [
  ["CONFIG", 2],
  ["ENGINE_", 2],
  ["FILE_EXISTS", 73],
  ["FILE_", 66],
  ["RUN_MISSING", 66],
  ["RUN_UNFINISHED", 66],
  ["RUN_DAMAGED", 65],
  ["RUN_", 73],
  ["RESUME_MISMATCH", 2],
  ["WRITE_FAILED", 74],
  ["CSV_", 65],
  ["DATA_", 65],
  ["ROW_", 65],
  ["MODEL_", 65],
  ["EXPORT_", 65],
  ["TRAIN_", 65],
  ["VECTORS_MISSING", 66],
  ["VECTORS_", 65],
];

/** 0 ok, 2 usage, 65 bad data or model, 66 missing input, 70 a defect of newsclf, 73/74 cannot write. */
export function exitStatus(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof NewsclfError)) return 70;
  return STATUS_BY_PREFIX.find(([prefix]) => error.code.startsWith(prefix))?.[1] ?? 70;
}

/** An error as its parts, with settings named as flags. */
export interface ErrorDescription {
  readonly error: string;
  readonly code: string;
  readonly place?: string | undefined;
  readonly excerpt?: string | undefined;
  readonly fix?: string | undefined;
  /** Bad rows after this one; 20 stands for 20 or more. */
  readonly more?: number | undefined;
}

export function describeError(error: unknown): ErrorDescription {
  if (error instanceof CommanderError) {
    const [message, hint] = error.message.replace(/^error: /, "").split("\n");
    const isText = error.code === "commander.unknownOption" && /^unknown option '-[^-]?[^']*\s/.test(message!);
    const other = isText ? "put -- before a text that begins with a dash" : "--help shows the options";
    return { error: message!, code: "CONFIG", fix: hint?.replace(/^\(|\)$/g, "") ?? other };
  }
  if (!(error instanceof NewsclfError) || exitStatus(error) === 70) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const message = `this is a defect of newsclf; please report it with the lines below\n${text}`;
    return { error: message, code: "INTERNAL" };
  }
  const { code, place, excerpt, more } = error;
  const { message, fix } = error.describe(writeFlag);
  return { error: message, code, place, excerpt, fix, more };
}

/** The text for stderr: `error[CODE] place: message`, the offending line, the fix. With `json`, the same as one object. */
export function formatError(error: unknown, { json }: { json: boolean }): string {
  // Help and version have been printed.
  if (error instanceof CommanderError && !error.message.startsWith("error: ")) return "";
  const description = describeError(error);
  if (json) return `${JSON.stringify(description)}\n`;
  const { error: message, code, place, excerpt, fix, more } = description;
  const lines = [`error[${code}] ${place === undefined ? "" : `${place}: `}${escapeControls(message)}`];
  if (excerpt !== undefined) lines.push(`  ${excerpt}`);
  if (fix !== undefined) lines.push(`  fix: ${fix}`);
  if (more !== undefined && more > 0) lines.push(`  and ${more < 20 ? "" : "at least "}${more} more`);
  return `${lines.join("\n")}\n`;
}

/** Some messages quote what a file holds. */
function escapeControls(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
}
