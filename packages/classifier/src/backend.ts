// Which compute engine runs the kernels.

import type { Settings } from "./settings/settings.ts";

export type BackendName = Settings["backend"];

/** What computes. */
export interface BackendInfo {
  /** Engine and instruction set: the same one gives the same bits. */
  readonly engine: string;
  readonly numThreads: number;
  /** Why this engine. */
  readonly reason: string;
}

/** Makes an engine ready. @param threads - Default: one a core. */
export type SelectBackend = (name: BackendName, threads?: number) => Promise<BackendInfo>;

export function describeBackend({ engine, numThreads, reason }: BackendInfo): string {
  return `${engine}, ${numThreads} ${numThreads === 1 ? "thread" : "threads"} (${reason})`;
}
