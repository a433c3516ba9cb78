// Messages of any length between the processes of a job.

import type { Calls } from "./calls.ts";

/** MPI counts in ints. */
const MAX_BYTES = 2 ** 30;

export interface Messages {
  send(to: number, bytes: Uint8Array): Promise<void>;
  receive(from: number): Promise<Uint8Array>;
  broadcast(bytes: Uint8Array | undefined): Promise<Uint8Array>;
}

export function createMessages(calls: Pick<Calls, "send" | "receive">, rank: number, size: number): Messages {
  const messages: Messages = {
    async send(to, bytes) {
      calls.send(new Uint8Array(Float64Array.of(bytes.length).buffer), to);
      for (const part of partsOf(bytes)) calls.send(part, to);
    },
    async receive(from) {
      const length = new Float64Array(1);
      calls.receive(new Uint8Array(length.buffer), from);
      const bytes = new Uint8Array(length[0]!);
      for (const part of partsOf(bytes)) calls.receive(part, from);
      return bytes;
    },
    /** By a binomial tree: as many rounds as the size has bits. */
    async broadcast(bytes) {
      const lowestBit = rank === 0 ? 2 ** Math.ceil(Math.log2(size)) : rank & -rank;
      const all = rank === 0 ? bytes! : await messages.receive(rank - lowestBit);
      for (let bit = lowestBit / 2; bit >= 1; bit /= 2) {
        if (rank + bit < size) await messages.send(rank + bit, all);
      }
      return all;
    },
  };
  return messages;
}

function* partsOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += MAX_BYTES) yield bytes.subarray(start, start + MAX_BYTES);
}
