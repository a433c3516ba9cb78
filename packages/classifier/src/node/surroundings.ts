// Where relative paths, standard input and the hub's variables come from.

import { basename, resolve } from "node:path";
import { cwd as workingFolder } from "node:process";

/** What a caller may put in the place of this process's own. */
export interface Surroundings {
  /** What relative paths are relative to. */
  readonly cwd?: string | undefined;
  /** What the source `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** `HF_TOKEN`, `HF_HOME` and so on. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

export function resolvePath(path: string, { cwd = workingFolder() }: Surroundings): string {
  return resolve(cwd, path);
}

/** Whether it names a file or folder of this machine. */
export function isPath(source: string): boolean {
  return source !== "-" && !source.startsWith("hf://");
}

/** How messages and folders call a source. */
export function nameSource(source: string): string {
  if (source === "-") return "stdin";
  return isPath(source) ? basename(source) : source;
}
