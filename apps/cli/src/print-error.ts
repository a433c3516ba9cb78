// Errors as users see them, and the exit status of each kind.

import { CommanderError } from "commander";
import { DEFAULT_SETTINGS } from "./train-options.ts";

/** What the packages' errors carry beside their message. */
interface CodedError extends Error {
  readonly code: string;
  readonly place?: string;
  readonly excerpt?: string;
  readonly fix?: string;
  /** Bad rows after the first one; 20 stands for 20 or more. */
  readonly more?: number;
}

const STATUS_BY_PREFIX: readonly (readonly [string, number])[] = [
  ["CONFIG", 2],
  ["ENGINE_", 2],
  ["FILE_", 66],
  ["RUN_", 73],
  ["WRITE_FAILED", 74],
  ["CSV_", 65],
  ["DATA_", 65],
  ["ROW_", 65],
  ["MODEL_", 65],
  ["TRAIN_", 65],
];

/** A usage error found after the options were parsed. */
export class UsageError extends Error {
  readonly code: string;
  readonly fix: string | undefined;
  readonly place: string | undefined;

  constructor(code: string, message: string, fix?: string, place?: string) {
    super(message);
    this.code = code;
    this.fix = fix;
    this.place = place;
  }
}

/** 0 ok, 2 usage, 65 bad data or model, 66 missing input, 70 a defect of newsclf, 73/74 cannot write. */
export function exitStatus(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!isCoded(error)) return 70;
  return STATUS_BY_PREFIX.find(([prefix]) => error.code.startsWith(prefix))?.[1] ?? 70;
}

/** An error as its parts, with options of the packages named as flags. */
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
    return { error: message!, code: "CONFIG", fix: hint?.replace(/^\(|\)$/g, "") ?? "--help shows the options" };
  }
  if (!isCoded(error) || exitStatus(error) === 70) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const message = `this is a defect of newsclf; please report it with the lines below\n${text}`;
    return { error: message, code: "INTERNAL" };
  }
  const { code, place, message, excerpt, more } = error;
  return {
    error: message,
    code,
    place,
    excerpt,
    fix: error.fix === undefined ? undefined : nameFlags(error.fix),
    more,
  };
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

function isCoded(error: unknown): error is CodedError {
  return error instanceof Error && /^[A-Z]+(_[A-Z0-9]+)*$/.test((error as { code?: unknown }).code as string);
}

/** Packages speak of options, such as `learningRate`; here they are flags. */
export function nameFlags(fix: string): string {
  // A fix that speaks of flags already may hold a user's own names.
  return fix.includes("--") ? fix : fix.replace(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g, toFlag);
}

function toFlag(option: string): string {
  if (!(option in DEFAULT_SETTINGS)) return option;
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
