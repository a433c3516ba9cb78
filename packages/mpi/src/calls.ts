// The calls of MPI that are used here, each of which waits until it is done.

import { NewsclfError } from "@newsclf-internal/errors";
import type { MpiLibrary } from "./library.ts";

const TAG = 1;
/** Larger than the status of any library. */
const STATUS_BYTES = 64;

export interface Calls {
  start(): void;
  rank(): number;
  size(): number;
  send(bytes: Uint8Array, to: number): void;
  /** Fills `bytes`. */
  receive(bytes: Uint8Array, from: number): void;
  /** Waits for all processes. */
  end(): void;
}

export function createCalls({ library, handle, world, byte, threadMultiple }: MpiLibrary): Calls {
  const status = new Uint8Array(STATUS_BYTES);
  const define = (name: string, types: string[]): ((...args: unknown[]) => void) => {
    const call = library.func(name, "int", types);
    return (...args) => {
      const code = call(...args) as number;
      if (code !== 0) throw new NewsclfError("ENGINE_MPI", `${name} failed with ${code}`);
    };
  };
  const number = (call: (into: [number]) => void): number => {
    const into: [number] = [0];
    call(into);
    return into[0];
  };
  const init = define("MPI_Init_thread", ["void *", "void *", "int", "_Out_ int *"]);
  const rank = define("MPI_Comm_rank", [handle, "_Out_ int *"]);
  const size = define("MPI_Comm_size", [handle, "_Out_ int *"]);
  const send = define("MPI_Send", ["uint8_t *", "int", handle, "int", "int", handle]);
  const receive = define("MPI_Recv", ["_Out_ uint8_t *", "int", handle, "int", "int", handle, "_Out_ uint8_t *"]);
  const finalize = define("MPI_Finalize", []);
  return {
    start: () => void number((level) => init(null, null, threadMultiple, level)),
    rank: () => number((into) => rank(world, into)),
    size: () => number((into) => size(world, into)),
    send: (bytes, to) => send(bytes, bytes.length, byte, to, TAG, world),
    receive: (bytes, from) => receive(bytes, bytes.length, byte, from, TAG, world, status),
    end: () => finalize(),
  };
}
