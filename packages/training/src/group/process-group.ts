// Processes that train one model together.

/**
 * The processes of a group call the same methods in the same order, and each waits for the others where it must. Where one is gone,
 * or does something else, it is for the implementation, or its caller, to end all of them.
 */
export interface ProcessGroup {
  /** Of this process, in `0 .. size - 1`. */
  readonly rank: number;
  readonly size: number;
  send(to: number, bytes: Uint8Array): Promise<void>;
  /** What that process sends here next, in memory that nobody else uses. */
  receive(from: number): Promise<Uint8Array>;
  /** @param bytes - Of rank 0; the others get them, in memory that nobody else uses. */
  broadcast(bytes: Uint8Array | undefined): Promise<Uint8Array>;
}
