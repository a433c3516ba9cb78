// What each process knows, for all of them.

import type { ProcessGroup } from "./process-group.ts";

/** @returns Those of all processes, by rank. */
export async function exchange(mine: Float32Array, group: ProcessGroup): Promise<Float32Array[]> {
  const bytes = new Uint8Array(mine.buffer, mine.byteOffset, mine.byteLength);
  if (group.rank > 0) await group.send(0, bytes);
  const all: Float32Array[] = [];
  for (let rank = 0; rank < group.size; rank++) {
    const own = rank === 0 ? bytes : undefined;
    const told = await group.broadcast(group.rank === 0 ? (own ?? (await group.receive(rank))) : undefined);
    // A copy, which begins where floats may.
    all.push(new Float32Array(new Uint8Array(told).buffer));
  }
  return all;
}
