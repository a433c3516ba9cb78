export interface FuzzCounts {
  readonly ran: number;
  readonly threw: number;
  /** Exceptions that are neither RangeError nor TypeError. */
  readonly otherThrows: readonly string[];
}

export function fuzzArguments(
  run: (operation: number, buffers: never, scalars: never) => void,
  seed: number,
  numCalls: number,
): FuzzCounts;
