// What rank 0 tells the other processes of a group, in this order: the engine once, jobs, the end.

import { availableParallelism } from "node:os";
import { deserialize, serialize } from "node:v8";
import type { ProcessGroup } from "@newsclf/training";
import { NewsclfError } from "@newsclf-internal/errors";
import type { LstmJob } from "../../run/jobs/lstm-job.ts";
import { version } from "../version.ts";

/** Processes that train together, some of them on this machine. */
export interface TrainingGroup extends ProcessGroup {
  /** Those on this machine, at least 1: they share its cores. */
  readonly numHere: number;
}

export type GroupMessage =
  /** Each answers with what `describeEngine` says of its own. */
  | { readonly kind: "engine"; readonly engine: "native" | "wasm"; readonly threads: number | undefined }
  /** All compute it together. */
  | { readonly kind: "job"; readonly job: LstmJob }
  | { readonly kind: "end" };

/** Of rank 0. */
export async function tellGroup(group: TrainingGroup, message: GroupMessage): Promise<void> {
  await group.broadcast(serialize(message));
}

/** Of the others. */
export async function hearGroup(group: TrainingGroup): Promise<GroupMessage> {
  return deserialize(await group.broadcast(undefined));
}

/** What two processes must have alike to compute the same bits. */
export function describeEngine(engine: string): string {
  return `newsclf ${version}, ${engine}`;
}

/** Weights that are no numbers are so on every process. */
export function isOfAll(failure: unknown): boolean {
  return failure instanceof NewsclfError && failure.code.startsWith("TRAIN_");
}

/** For each process: its share of this machine's cores, at least one. */
export function threadsOf({ numHere }: TrainingGroup): number {
  return Math.max(1, Math.floor(availableParallelism() / numHere));
}
