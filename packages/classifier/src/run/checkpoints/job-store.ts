// What is kept of jobs while a run goes on.

import type { Saved, Snapshot } from "@newsclf/training";

/** How far a job is. */
export type KeptJob =
  | { readonly kind: "result"; readonly result: Saved }
  | { readonly kind: "snapshot"; readonly snapshot: Snapshot };

/** Where that goes, by the names of jobs. */
export interface JobStore {
  /** What an earlier process left. */
  readonly left: ReadonlyMap<string, KeptJob>;
  /** Replaces what was kept of it. */
  save(name: string, kept: KeptJob): Promise<void>;
}
