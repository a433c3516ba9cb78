// What the processes of a group other than rank 0 do.

import { runLstmJob } from "../../run/jobs/lstm-job.ts";
import { selectBackend } from "../select-backend.ts";
import {
  describeEngine,
  type GroupMessage,
  hearGroup,
  isOfAll,
  type TrainingGroup,
  threadsOf,
} from "./group-messages.ts";

/**
 * Computes what rank 0, which calls `trainClassifier` with the group, has it compute, until that calls `endTraining`. It reads, writes and
 * prints nothing.
 *
 * @throws What fails in this process alone; rank 0 then waits for it, and must be ended too.
 */
export async function followTraining(group: TrainingGroup): Promise<void> {
  for (;;) {
    const message = await hearGroup(group);
    if (message.kind === "end") return;
    if (message.kind === "engine") await group.send(0, new TextEncoder().encode(await engineOf(message, group)));
    else {
      const failure = await runLstmJob(message.job, {}, group).then(
        (result) => result.failure,
        (error: unknown) => error,
      );
      // Rank 0 tells of what fails on all.
      if (failure !== undefined && !isOfAll(failure)) throw failure;
    }
  }
}

/** Or why there is none. */
async function engineOf(
  { engine, threads }: Extract<GroupMessage, { kind: "engine" }>,
  group: TrainingGroup,
): Promise<string> {
  try {
    return describeEngine((await selectBackend(engine, threads ?? threadsOf(group))).engine);
  } catch (error) {
    return `no engine: ${(error as Error).message}`;
  }
}
