// What each process knows, for all of them.

import { joinWords } from "./join-words.ts";
import type { ProcessGroup } from "./process-group.ts";

/** @param mine - Taken end to end. @returns Those of all processes, by rank. */
export async function exchange(mine: readonly Float32Array[], group: ProcessGroup): Promise<Float32Array[]> {
  const { rank, size } = group;
  const known = [joinWords(mine)];
  // All of them before the first is told: who sends may wait for who receives.
  if (rank > 0) await group.send(0, known[0]!);
  for (let from = 1; rank === 0 && from < size; from++) known.push(await group.receive(from));
  const all: Float32Array[] = [];
  for (let from = 0; from < size; from++) {
    const told = await group.broadcast(rank === 0 ? known[from] : undefined);
    // A copy, which begins where floats may.
    all.push(new Float32Array(new Uint8Array(told).buffer));
  }
  return all;
}
