// The processes that a launcher such as mpirun has started.

import { followTraining, NewsclfError } from "@newsclf/classifier/node";
import type { MpiGroup } from "@newsclf/mpi";

/** The package is installed by those who want it. */
export async function joinGroup(): Promise<MpiGroup> {
  const { joinMpi } = await import("@newsclf/mpi").catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new NewsclfError("ENGINE_MISSING", "@newsclf/mpi is not installed", {
      fix: "npm install @newsclf/mpi",
      cause,
    });
  });
  return joinMpi();
}

/** A rank other than 0, from its start to its end. Rank 0 says what a signal means. */
export async function follow(group: MpiGroup): Promise<void> {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => {});
  await followTraining(group);
  await group.leave();
}
